"""Reference values of matrix functions: every matrix has exact double entries; functions are computed with 60 digits
by mpmath (https://mpmath.org) and rounded to double precision. Condition numbers (two digits suffice) are those of the
Frobenius norm, from the Kronecker form of the Frechet derivative (N. J. Higham, "Functions of Matrices", 3.2).

Run: python3 make_references.py > references.json      (needs mpmath, numpy, scipy)
"""
import json
import numpy as np
import scipy.linalg as sl
from mpmath import mp, matrix

mp.dps = 60
rng = np.random.default_rng(20251125)


def to_mp(a):
    return matrix([[mp.mpf(float(x)) for x in row] for row in a])


def rows(m):
    return [float(mp.re(m[i, j])) for i in range(m.rows) for j in range(m.cols)]


def exp_mp(m):
    """Taylor series after scaling, with guard digits for the squarings."""
    n = m.rows
    norm = max(1, mp.mnorm(m, 1))
    s = int(mp.ceil(mp.log(norm, 2))) + 6
    with mp.extradps(60 + min(100, int(norm / 2))):
        x = m / mp.mpf(2) ** s
        term = mp.eye(n)
        total = mp.eye(n)
        for k in range(1, 60):
            term = term * x / k
            total += term
            if mp.mnorm(term, 1) < mp.mpf(10) ** (-mp.dps):
                break
        for _ in range(s):
            total = total * total
    return +total


def sqrt_mp(a):
    """Product form of the Denman-Beavers iteration (Cheng, Higham, Kenney, Laub 2001)."""
    n = a.rows
    x, m = a, a
    for _ in range(400):
        inverse = m ** -1
        x = x * (mp.eye(n) + inverse) / 2
        m = (mp.eye(n) + (m + inverse) / 2) / 2
        if mp.mnorm(m - mp.eye(n), 1) < mp.mpf(10) ** (-mp.dps + 20):
            return x
    raise ArithmeticError("no square root")


def log_mp(a):
    """Inverse scaling by square roots, then 2 artanh((B - I)(B + I)^-1)."""
    n = a.rows
    s = 0
    while mp.mnorm(a - mp.eye(n), 1) > 0.05:
        a = sqrt_mp(a)
        s += 1
    z = (a - mp.eye(n)) * (a + mp.eye(n)) ** -1
    square = z * z
    term = z
    total = z
    for k in range(3, 400, 2):
        term = term * square
        total = total + term / k
        if mp.mnorm(term, 1) < mp.mpf(10) ** -mp.dps:
            return total * 2 * mp.mpf(2) ** s
    raise ArithmeticError("no logarithm")


def block(a, e):
    n = len(a)
    z = np.zeros((n, n))
    return np.block([[a, e], [z, a]])


def kron_exp(x):
    n = len(x)
    k = np.zeros((n * n, n * n))
    for j in range(n * n):
        e = np.zeros(n * n)
        e[j] = 1
        k[:, j] = sl.expm_frechet(x, e.reshape(n, n), compute_expm=False).ravel()
    return k


def fro(a):
    return float(np.linalg.norm(a))


def hat(w):
    return np.array([[0, -w[2], w[1]], [w[2], 0, -w[0]], [-w[1], w[0], 0]])


def scaled(n, norm, a=None):
    a = rng.standard_normal((n, n)) if a is None else np.array(a, float)
    return a * (norm / np.linalg.norm(a, 1))


def jordan(n, value, off=1.0):
    return value * np.eye(n) + off * np.eye(n, k=1)


def frank(n):
    return np.array([[n - max(i, j) if j >= i - 1 else 0 for j in range(n)] for i in range(n)], float)


def with_singular_values(s):
    n = len(s)
    u, _ = np.linalg.qr(rng.standard_normal((n, n)))
    v, _ = np.linalg.qr(rng.standard_normal((n, n)))
    return u @ np.diag(s) @ v


def with_eigenvalues(values, skew=1.0):
    n = len(values)
    v = rng.standard_normal((n, n)) + skew * np.eye(n)
    return v @ np.diag(values) @ np.linalg.inv(v)


exponentials = {}
for n, norm in [(1, 3.0), (2, 1e-8), (2, 1.0), (2, 30.0), (3, 1e-8), (3, 1e-3), (3, 0.014), (4, 0.1), (4, 0.24),
                (5, 0.7), (5, 0.94), (3, 1.5), (4, 2.0), (3, 2.5), (5, 5.0), (4, 5.5), (3, 8.0), (4, 10.7), (5, 20.0),
                (6, 43.0), (3, 100.0), (6, 100.0)]:
    exponentials[f"random {n}, norm {norm:g}"] = scaled(n, norm)
for norm in [6, 8, 10, 10.7, 11, 20, 21.4, 42.9]:
    exponentials[f"rotation, norm {norm:g}"] = scaled(3, norm, hat([1.0, 2.0, -0.5]))
exponentials["jordan block 5"] = jordan(5, 1.0)
exponentials["jordan block 4, value -3, off 10"] = jordan(4, -3.0, 10.0)
exponentials["nilpotent shift 6, times 10"] = jordan(6, 0.0, 10.0)
exponentials["nilpotent, norm 1000"] = scaled(4, 1000.0, np.triu(rng.standard_normal((4, 4)), 1))
exponentials["moler van loan"] = [[-49, 24], [-64, 31]]
exponentials["ward 1"] = [[4, 2, 0], [1, 4, 1], [1, 1, 4]]
exponentials["ward 2"] = [[29.87942128909879, 0.7815750847907159, -2.289519314033932],
                          [0.7815750847907159, 25.72656945571064, 8.680737820540137],
                          [-2.289519314033932, 8.680737820540137, 34.39400925519054]]
exponentials["ward 3"] = [[-131, 19, 18], [-390, 56, 54], [-387, 57, 52]]
exponentials["one large element"] = [[1, 1e6], [0, -1]]
exponentials["one large element 3"] = [[1, 1e5, 0.5], [0, -1, 2], [0, 0, 0.25]]
exponentials["almost equal eigenvalues"] = [[1, 1, 0], [0, 1 + 1e-9, 1], [0, 0, 1 - 1e-9]]
exponentials["parabolic 2"] = [[3, -1], [9, -3]]
exponentials["almost parabolic 2"] = [[3, -1], [9, -3 + 1e-9]]
exponentials["frank 6"] = frank(6)
exponentials["second difference 6, times 20"] = 20 * (np.eye(6, k=1) + np.eye(6, k=-1) - 2 * np.eye(6))
exponentials["grcar 6"] = np.triu(np.ones((6, 6))) - np.triu(np.ones((6, 6)), 4) - np.eye(6, k=-1)
exponentials["hilbert 5"] = sl.hilbert(5)
exponentials["minus lotkin-like 4"] = -np.vstack([np.ones(4), sl.hilbert(5)[1:4, :4]])
exponentials["markov generator"] = [[-3, 2, 1], [0.5, -0.75, 0.25], [4, 8, -12]]

out = {"exp": [], "frechet": [], "log": [], "sqrt": [], "polar": []}
for name, a in exponentials.items():
    a = np.array(a, float)
    value = exp_mp(to_mp(a))
    condition = fro_norm = None
    k = kron_exp(a)
    condition = np.linalg.norm(k, 2) * fro(a) / float(mp.mnorm(value, "f"))
    out["exp"].append({"name": name, "a": a.ravel().tolist(), "value": rows(value), "condition": float(f"{condition:.2g}")})

for name in ["random 2, norm 1e-08", "random 2, norm 30", "random 3, norm 1e-08", "random 3, norm 0.001", "random 4, norm 0.1",
             "random 5, norm 0.7", "random 3, norm 1.5", "random 5, norm 5", "random 4, norm 10.7", "random 5, norm 20",
             "rotation, norm 10.7", "rotation, norm 20", "jordan block 5", "nilpotent shift 6, times 10", "ward 1", "frank 6",
             "moler van loan", "almost equal eigenvalues"]:
    a = np.array(exponentials[name], float)
    n = len(a)
    e = rng.standard_normal((n, n))
    big = exp_mp(to_mp(block(a, e)))
    l = big[0:n, n:2 * n]
    # condition of L in A, from the norm of the second derivative by differences of kron_exp, and in E
    out["frechet"].append({"name": name, "a": a.ravel().tolist(), "e": e.ravel().tolist(), "value": rows(l),
                           "condition": float(f"{np.linalg.norm(kron_exp(a), 2) * fro(e) / float(mp.mnorm(l, 'f')):.2g}")})

principal = {}
for n, norm in [(2, 0.5), (3, 1e-8), (3, 0.01), (3, 1.0), (4, 2.5), (5, 3.0)]:
    principal[f"exp of random {n}, norm {norm:g}"] = sl.expm(scaled(n, norm))
for gap in [1e-1, 1e-4, 1e-7]:
    w = np.array([1.0, 2.0, -0.5])
    principal[f"rotation by pi - {gap:g}"] = sl.expm(hat(w / np.linalg.norm(w) * (np.pi - gap)))
principal["jordan block 4, value 2"] = jordan(4, 2.0)
principal["jordan block 3, value 0.01"] = jordan(3, 0.01)
principal["unipotent, off 1000"] = jordan(4, 1.0, 1000.0)
principal["triangular, close eigenvalues"] = np.triu(np.full((4, 4), 3.0), 1) + np.diag([1, 1 + 1e-6, 1 - 1e-9, 2])
principal["graded diagonal"] = np.diag([1e-20, 1e-5, 1.0, 1e12])
principal["identity"] = np.eye(3)
principal["close to the negative axis"] = [[-1, -1e-3], [1e-3, -1]]
principal["positive definite, condition 1e6"] = (lambda q: q @ np.diag([1e-3, 0.1, 1, 30, 1e3]) @ q.T)(
    np.linalg.qr(rng.standard_normal((5, 5)))[0])
principal["eigenvalues 1e-4 ... 1e4"] = with_eigenvalues([1e-4, 0.1, 7, 1e4], 2.0)
principal["frank 6"] = frank(6)
principal["polar spec example"] = [[1.2, 0.3], [-0.1, 0.9]]
principal["complex pairs"] = sl.block_diag([[1, 3], [-3, 1]], [[-2, 0.5], [-0.5, -2]]) + 0.3 * np.triu(rng.standard_normal((4, 4)), 2)
principal["minij 5"] = np.array([[min(i, j) + 1 for j in range(5)] for i in range(5)], float)
principal["hilbert 4"] = sl.hilbert(4)

for name, a in principal.items():
    a = np.array(a, float)
    n = len(a)
    with mp.extradps(80):
        root = sqrt_mp(to_mp(a))
        log = log_mp(to_mp(a))
        assert mp.mnorm(root * root - to_mp(a), 1) < mp.mpf(10) ** -45 * mp.mnorm(to_mp(a), 1), name
        assert mp.mnorm(exp_mp(log) - to_mp(a), 1) < mp.mpf(10) ** -40 * mp.mnorm(to_mp(a), 1), name
    x = np.array(rows(log)).reshape(n, n)
    r = np.array(rows(root)).reshape(n, n)
    k_log = 1 / np.linalg.svd(kron_exp(x), compute_uv=False)[-1]
    k_root = 1 / np.linalg.svd(np.kron(np.eye(n), r) + np.kron(r.T, np.eye(n)), compute_uv=False)[-1]
    size = max(fro(x), 1e-300)
    out["log"].append({"name": name, "a": a.ravel().tolist(), "value": rows(log),
                       "condition": float(f"{k_log * fro(a) / size:.2g}") if fro(x) > 0 else 1.0})
    out["sqrt"].append({"name": name, "a": a.ravel().tolist(), "value": rows(root),
                        "condition": float(f"{k_root * fro(a) / fro(r):.2g}")})

polar = {"random 3": rng.standard_normal((3, 3)), "random 5": rng.standard_normal((5, 5)),
         "random 2, small": 1e-12 * rng.standard_normal((2, 2)), "spec example": [[1.2, 0.3], [-0.1, 0.9]],
         "almost orthogonal": sl.expm(hat([1.0, 2.0, -0.5])) + 1e-9 * rng.standard_normal((3, 3)),
         "reflection": np.diag([1.0, 2.0, -3.0]),
         "condition 1e4": with_singular_values([1, 0.3, 1e-4]), "condition 1e8": with_singular_values([1, 0.5, 1e-4, 1e-8]),
         "condition 1e8, two small": with_singular_values([1, 0.5, 3e-8, 1e-8]),
         "condition 1e12": with_singular_values([1, 0.2, 1e-12]), "frank 6": frank(6), "hilbert 5": sl.hilbert(5)}
for name, a in polar.items():
    a = np.array(a, float)
    u, s, v = mp.svd_r(to_mp(a))
    q = u * v
    h = v.T * mp.diag(list(s)) * v
    values = sorted(float(x) for x in s)
    out["polar"].append({"name": name, "a": a.ravel().tolist(), "orthogonal": rows(q), "symmetric": rows(h),
                         "condition": float(f"{2 * fro(a) / ((values[0] + values[1]) * len(a) ** 0.5):.2g}")})

print("{")
for i, (kind, cases) in enumerate(out.items()):
    print(f' "{kind}": [')
    print(",\n".join("  " + json.dumps(case) for case in cases))
    print(" ]" + ("," if i < len(out) - 1 else ""))
print("}")
