"""The test integrals of the QUADPACK book by scipy.integrate.quad: prints family, alpha, tolerance, exact value,
evaluations, value and claimed error as CSV, for engine/src/test/resources/.../quadpack.csv. Needs scipy and mpmath."""
import math
import sys
import warnings

try:
    import mpmath as mp
    import scipy
    from scipy.integrate import quad
except ImportError as missing:
    sys.exit(f"skipped: {missing}: expected scipy and mpmath (pip install scipy mpmath)")

mp.mp.dps = 40
INF = math.inf


def tenth(first, last):
    return [round(first + 0.1 * i, 1) for i in range(round((last - first) * 10) + 1)]


def two(a):
    return mp.mpf(2) ** a


# name: (alphas, integrand, from, to, exact value)
FAMILIES = {
    "log-power": (tenth(-0.9, 2.6), lambda x, a: x**a * math.log(1 / x), 0, 1, lambda a: 1 / (mp.mpf(a) + 1) ** 2),
    "peak": (range(0, 16), lambda x, a: 4.0**-a / ((x - math.pi / 4) ** 2 + 16.0**-a), 0, 1,
             lambda a: mp.atan((4 - mp.mpf(math.pi)) * mp.mpf(4) ** (a - 1)) + mp.atan(mp.mpf(math.pi) * mp.mpf(4) ** (a - 1))),
    "cos-of-sin": (range(0, 11), lambda x, a: math.cos(2.0**a * math.sin(x)), 0, math.pi,
                   lambda a: mp.pi * mp.besselj(0, two(a))),
    "third": (tenth(-0.8, 2.1), lambda x, a: abs(x - 1 / 3) ** a if x != 1 / 3 or a >= 0 else 0.0, 0, 1,
              lambda a: (mp.power(1 - mp.mpf(1 / 3), 1 + mp.mpf(a)) + mp.power(mp.mpf(1 / 3), 1 + mp.mpf(a))) / (mp.mpf(a) + 1)),
    "quarter-pi": (tenth(-0.8, 2.1), lambda x, a: abs(x - math.pi / 4) ** a, 0, 1,
                   lambda a: (mp.power(1 - mp.mpf(math.pi / 4), 1 + mp.mpf(a)) + mp.power(mp.mpf(math.pi / 4), 1 + mp.mpf(a))) / (mp.mpf(a) + 1)),
    "both-ends": (range(1, 16), lambda x, a: 1 / math.sqrt(1 - x * x) / (1 + x + 2.0**-a), -1, 1,
                  lambda a: mp.pi / mp.sqrt((1 + two(-a)) ** 2 - 1)),
    "sine-power": (tenth(0.1, 2.0), lambda x, a: math.sin(x) ** (a - 1), 0, math.pi / 2,
                   lambda a: two(mp.mpf(a) - 2) * mp.gamma(mp.mpf(a) / 2) ** 2 / mp.gamma(mp.mpf(a))),
    "log-log": (tenth(0.1, 2.0), lambda x, a: math.log(1 / x) ** (a - 1), 0, 1, lambda a: mp.gamma(mp.mpf(a))),
    "oscillating": (range(0, 10), lambda x, a: math.exp(20 * (x - 1)) * math.sin(2.0**a * x), 0, 1,
                    lambda a: (20 * mp.sin(two(a)) - two(a) * mp.cos(two(a)) + two(a) * mp.exp(-20)) / (400 + mp.mpf(4) ** a)),
    "oscillating-ends": (range(0, 9), lambda x, a: math.cos(2.0**a * x) / math.sqrt(x * (1 - x)), 0, 1,
                         lambda a: mp.pi * mp.cos(two(a - 1)) * mp.besselj(0, two(a - 1))),
    "exponential": (range(0, 6), lambda x, a: x * x * math.exp(-(2.0**-a) * x), 0, INF, lambda a: two(1 + 3 * a)),
    "algebraic": (tenth(0.1, 1.9), lambda x, a: x ** (a - 1) / (1 + 10 * x) ** 2, 0, INF,
                  lambda a: mp.mpf(10) ** -mp.mpf(a) * ((1 - mp.mpf(a)) * mp.pi / mp.sin(mp.pi * mp.mpf(a)) if a != 1 else 1)),
    "damped": (range(0, 5), lambda x, a: math.exp(-(2.0**-a) * x) * math.cos(x) / math.sqrt(x), 0, INF,
               lambda a: mp.sqrt(mp.pi) * (1 + mp.mpf(4) ** -a) ** mp.mpf(-0.25) * mp.cos(mp.atan(two(a)) / 2)),
    "bell": (range(0, 8), lambda x, a: math.exp(-(x * 2.0 ** (a - 3)) ** 2), -INF, INF, lambda a: mp.sqrt(mp.pi) * two(3 - a)),
    "logistic": (range(0, 4), lambda x, a: 1 / (1 + x * x) ** (1 + a), -INF, INF,
                 lambda a: mp.sqrt(mp.pi) * mp.gamma(mp.mpf(a) + mp.mpf(1) / 2) / mp.gamma(a + 1)),
}

warnings.simplefilter("ignore")
print(f"# scipy.integrate.quad of scipy {scipy.__version__}, limit 500 intervals, absolute tolerance 0")
print("family,alpha,tolerance,exact,evaluations,value,error")
for name, (alphas, f, low, high, exact) in FAMILIES.items():
    for alpha in alphas:
        for tolerance in (1e-6, 1e-9, 1e-12):
            value, error, more, *_ = quad(f, low, high, args=(alpha,), epsabs=0, epsrel=tolerance, limit=500, full_output=1)
            print(name, alpha, tolerance, mp.nstr(exact(alpha), 20), more["neval"], repr(float(value)), repr(float(error)), sep=",")
