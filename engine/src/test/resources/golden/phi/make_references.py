"""Writes phi.json: phi functions of numbers and matrices to 50 digits, rounded to doubles (needs mpmath)."""
import json
import random

from mpmath import mp, mpc, mpf

mp.dps = 90
ORDER = 8


def phi(k, z):
    return mp.hyp1f1(1, k + 1, z) / mp.factorial(k)


def matrix_phi(k, a):
    """phi_k(A) is the upper right block of exp([[A, I, 0 ...], [0, 0, I ...], ...])."""
    n = a.rows
    big = mp.zeros(n * (k + 1))
    for i in range(n):
        for j in range(n):
            big[i, j] = a[i, j]
        for b in range(k):
            big[b * n + i, (b + 1) * n + i] = 1
    e = mp.expm(big, method="taylor")
    return [[float(e[i, k * n + j]) for j in range(n)] for i in range(n)]


random.seed(7)
real = [-700, -300, -50, -16.5, -16, -15.99, -5, -1, -0.1, -1e-5, -1e-12, 0, 1e-300, 1e-9, 0.01, 0.5, 2, 15.99, 16, 50]
real += [round(random.uniform(-700, 50), 3) for _ in range(20)] + [round(random.uniform(-18, 18), 3) for _ in range(20)]
plane = [(-700, 3), (-30, 200), (0, 1e-3), (0, 1), (0, 5), (0, 15.9), (0, 16.1), (0, 1000), (1, 10), (20, -40), (50, 50)]
for radius in [0.01, 1, 4, 8, 12, 15.9, 16.1, 30]:
    for angle in range(8):
        z = radius * mp.expjpi(mpf(angle) / 4 + mpf(1) / 9)
        plane.append((float(z.real), float(z.imag)))

laplacian = [[0.0] * 8 for _ in range(8)]
for i in range(8):
    laplacian[i][i] = -2 * 64.0
    if i:
        laplacian[i][i - 1] = laplacian[i - 1][i] = 64.0
matrices = {
    "jordan block": [[-1, 1, 0], [0, -1, 1], [0, 0, -1]],
    "nilpotent": [[0, 5, -3], [0, 0, 7], [0, 0, 0]],
    "rotation": [[0, 30], [-30, 0]],
    "far from normal": [[-1, 1000], [0, -2]],
    "singular": [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    "tiny": [[1e-9, 2e-9], [-3e-9, 1e-10]],
    "diffusion": laplacian,
    "random": [[round(random.uniform(-4, 4), 3) for _ in range(5)] for _ in range(5)],
}
out = {
    "real": [{"z": z, "phi": [float(phi(k, mpf(z))) for k in range(ORDER + 1)]} for z in real],
    "complex": [],
    "matrices": [],
}
for x, y in plane:
    values = [phi(k, mpc(x, y)) for k in range(ORDER + 1)]
    out["complex"].append({"z": [x, y], "re": [float(v.real) for v in values], "im": [float(v.imag) for v in values]})
for name, rows in matrices.items():
    a = mp.matrix([[mpf(v) for v in row] for row in rows])
    out["matrices"].append({"name": name, "matrix": rows, "phi": [matrix_phi(k, a) for k in range(5)]})

with open("phi.json", "w") as file:
    file.write("{")
    for i, (key, values) in enumerate(out.items()):
        file.write((",\n" if i else "\n") + json.dumps(key) + ": [\n" + ",\n".join(map(json.dumps, values)) + "\n]")
    file.write("\n}\n")
