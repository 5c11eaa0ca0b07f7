"""Solves a stiff reference problem with SciPy and prints what it cost.

    python3 scipy_ivp.py PROBLEM POINTS METHOD SECONDS TOLERANCE...

PROBLEM, POINTS: as in cvode.c. METHOD: Radau, BDF (sparse difference quotients where there is a grid) or LSODA (banded).
For each relative tolerance, the absolute one a hundredth of it, one line:

    tolerance seconds evaluations y1 y2 ...

seconds: processor time of the fastest solve within about SECONDS; y: the state at the end.
"""
import math
import sys
import time

import numpy as np
from scipy.integrate import solve_ivp
from scipy.sparse import diags


def brusselator(points):
    diffusion = 0.02 * (points + 1.0) ** 2

    def field(t, y):
        u, v = y[0::2], y[1::2]
        into = np.empty_like(y)
        u2v = u * u * v
        ends_u = np.concatenate(([1.0], u, [1.0]))
        ends_v = np.concatenate(([3.0], v, [3.0]))
        into[0::2] = 1 + u2v - 4 * u + diffusion * (ends_u[:-2] - 2 * u + ends_u[2:])
        into[1::2] = 3 * u - u2v + diffusion * (ends_v[:-2] - 2 * v + ends_v[2:])
        return into

    y0 = np.full(2 * points, 3.0)
    y0[0::2] = 1 + np.sin(2 * math.pi * np.arange(1, points + 1) / (points + 1))
    return field, 10.0, y0


def robertson(t, y):
    slow = 0.04 * y[0] - 1e4 * y[1] * y[2]
    fast = 3e7 * y[1] * y[1]
    return [-slow, slow - fast, fast]


def van_der_pol(t, y):
    return [y[1], ((1 - y[0] * y[0]) * y[1] - y[0]) / 1e-6]


def hires(t, y):
    bound = 280 * y[5] * y[7]
    last = bound - 1.81 * y[6]
    return [
        -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
        1.71 * y[0] - 8.75 * y[1],
        -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
        8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
        -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
        -bound + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6],
        last,
        -last,
    ]


def oregonator(t, y):
    return [
        77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1])),
        (y[2] - (1 + y[0]) * y[1]) / 77.27,
        0.161 * (y[0] - y[2]),
    ]


def problem(name, points):
    if name == "brusselator-1d":
        return brusselator(points)
    return {
        "robertson": (robertson, 1e5, [1.0, 0, 0]),
        "van-der-pol": (van_der_pol, 2.0, [2.0, 0]),
        "hires": (hires, 321.8122, [1.0, 0, 0, 0, 0, 0, 0, 0.0057]),
        "oregonator": (oregonator, 30.0, [1.0, 2, 3]),
    }[name]


def main(name, points, method, seconds, *tolerances):
    field, end, y0 = problem(name, int(points))
    n = len(y0)
    options = {}
    if name == "brusselator-1d":
        if method == "LSODA":
            options = {"lband": 2, "uband": 2}
        else:
            options = {"jac_sparsity": diags([np.ones(n)] * 5, [-2, -1, 0, 1, 2], shape=(n, n))}
    for tolerance in map(float, tolerances):
        best, spent = math.inf, 0.0
        while spent == 0 or spent < float(seconds):
            began = time.process_time()
            solution = solve_ivp(field, (0, end), y0, method=method, rtol=tolerance, atol=tolerance / 100,
                                 t_eval=[end], **options)
            took = time.process_time() - began
            best, spent = min(best, took), spent + took
        if solution.success:
            state = " ".join(repr(float(y)) for y in solution.y[:, -1])
            print(f"{tolerance!r} {best!r} {solution.nfev} {state}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
