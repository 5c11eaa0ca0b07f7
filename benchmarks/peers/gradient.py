"""Gradients of samples by torchdiffeq, beside `-Donly=gradient-error` and `-Donly=gradient`: the relative error of
dL/dx_T on one Gaussian, and milliseconds on a mixture of three. Needs torch and torchdiffeq:
    python3 benchmarks/peers/gradient.py
The problems are those of GradientError.java and GradientCost.java; dy/drho = eps(alpha y, t) with y = x / alpha and
rho = sigma / alpha, from rho(1) down to rho(1e-3) of the VP-linear schedule (0.1, 20)."""
import math
import sys
import time
import warnings

try:
    import torch
    import torchdiffeq
    from torchdiffeq import odeint, odeint_adjoint
except ImportError as missing:
    sys.exit(f"skipped: {missing}: expected torch and torchdiffeq (pip install torch torchdiffeq)")

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
warnings.simplefilter("ignore")

B0, B1 = 0.1, 20.0


def log_alpha(t):
    return -(B1 - B0) * t * t / 4 - B0 * t / 2


def rho_of(t):
    return math.sqrt(-math.expm1(2 * log_alpha(t))) / math.exp(log_alpha(t))


FIRST, LAST = rho_of(1.0), rho_of(1e-3)
ALPHA_T, ALPHA_0 = math.exp(log_alpha(1.0)), math.exp(log_alpha(1e-3))


def log_snr_grid(n):
    a, b = math.log(FIRST), math.log(LAST)
    return torch.tensor([math.exp(a + (b - a) * i / n) for i in range(n + 1)])


def along(grid, t):
    """The grid in the direction of t; torchdiffeq turns the sign of decreasing times."""
    signed = grid if t[0] > 0 else -grid
    return signed if signed[0] == t[0] else signed.flip(0)


class Gaussian(torch.nn.Module):
    """N(0.4, 0.6^2): eps = rho (y - m) / (s^2 + rho^2)."""

    calls = 0

    def forward(self, rho, y):
        self.calls += 1
        return rho * (y - 0.4) / (0.36 + rho * rho)


class Mixture(torch.nn.Module):
    """Three isotropic Gaussians: eps = rho sum_k r_k (y - m_k) / v_k, v_k = s_k^2 + rho^2."""

    def __init__(self, dimension):
        super().__init__()
        self.means = torch.nn.Parameter(torch.tensor([-0.6, 0.7, 0.1])[:, None].repeat(1, dimension))
        self.deviations = torch.nn.Parameter(torch.tensor([0.25, 0.2, 0.3]))
        self.weights = torch.nn.Parameter(torch.tensor([0.5, 0.3, 0.2]))

    def forward(self, rho, y):
        v = self.deviations**2 + rho * rho
        apart = y - self.means
        log = torch.log(self.weights) - apart.square().sum(1) / (2 * v) - y.shape[0] / 2 * torch.log(v)
        return rho * ((torch.softmax(log, 0) / v)[:, None] * apart).sum(0)


def errors():
    x = torch.tensor([0.9, -1.3, 0.2, 2.0])
    target = torch.tensor([0.1, -0.2, 0.3, 0.5])
    k = math.sqrt((0.36 + LAST**2) / (0.36 + FIRST**2))
    exact = ALPHA_0 * k / ALPHA_T * (ALPHA_0 * (0.4 + k * (x / ALPHA_T - 0.4)) - target)

    def error(method, solve, n, ends, **more):
        start = x.clone().requires_grad_()
        grid = log_snr_grid(n)
        given = grid[[0, -1]] if ends else grid
        options = dict(grid_constructor=lambda f, y, t: along(grid, t)) if ends else None
        field = Gaussian()
        end = solve(field, start / ALPHA_T, given, method=method, options=options, **more)[-1]
        (0.5 * (ALPHA_0 * end - target).square().sum()).backward()
        return ((start.grad - exact).norm() / exact.norm()).item(), field.calls

    print("relative error of dL/dx_T, log-SNR grid; N = 10, 20, 40, 80")
    for name, method, solve, ends in (
            ("euler, autograd", "euler", odeint, False),
            ("euler, odeint_adjoint, full grid", "euler", odeint_adjoint, False),
            ("euler, odeint_adjoint, end points", "euler", odeint_adjoint, True),
            ("rk4 (3/8 rule), odeint_adjoint", "rk4", odeint_adjoint, False),
            ("midpoint, odeint_adjoint", "midpoint", odeint_adjoint, False),
            ("explicit_adams, full grid", "explicit_adams", odeint_adjoint, False),
            ("explicit_adams, end points", "explicit_adams", odeint_adjoint, True),
            ("implicit_adams, full grid", "implicit_adams", odeint_adjoint, False)):
        cells = []
        for n in (10, 20, 40, 80):
            try:
                cells.append("%.1e" % error(method, solve, n, ends, **adjoint(solve))[0])
            except (AssertionError, ValueError, RuntimeError) as e:
                cells.append(type(e).__name__)
        print(f"| {name} | " + " | ".join(cells) + " |")
    start = x.clone().requires_grad_()
    field = Gaussian()
    end = odeint_adjoint(field, start / ALPHA_T, log_snr_grid(1), method="dopri5", rtol=1e-5, atol=1e-5, adjoint_params=())[-1]
    there = field.calls
    (0.5 * (ALPHA_0 * end - target).square().sum()).backward()
    print("| dopri5, 1e-5 | %.1e with %d + %d calls |" % (((start.grad - exact).norm() / exact.norm()).item(), there,
                                                       field.calls - there))


def adjoint(solve):
    return dict(adjoint_params=()) if solve is odeint_adjoint else {}


def costs():
    print("milliseconds of a gradient by start, means, deviations and weights through N Euler steps, one thread")
    for dimension in (2, 3072):
        for n in (10, 100, 1000):
            field = Mixture(dimension)
            grid = log_snr_grid(n)
            x = torch.rand(dimension) * 3 - 1.5

            def forward():
                with torch.no_grad():
                    odeint(field, x / ALPHA_T, grid, method="euler")

            def gradient(solve):
                start = x.clone().requires_grad_()
                field.zero_grad()
                end = solve(field, start / ALPHA_T, grid, method="euler")[-1]
                (0.5 * (ALPHA_0 * end - 0.1).square().sum()).backward()

            cells = []
            for work in (forward, lambda: gradient(odeint), lambda: gradient(odeint_adjoint)):
                work()
                best = math.inf
                for _ in range(3 if n == 1000 else 7):
                    began = time.perf_counter()
                    work()
                    best = min(best, time.perf_counter() - began)
                cells.append("%.3f" % (best * 1e3))
            print(f"| {dimension} numbers, N = {n} | forward {cells[0]} | autograd {cells[1]} | odeint_adjoint {cells[2]} |",
                  flush=True)


print("torch", torch.__version__, "torchdiffeq", torchdiffeq.__version__)
errors()
costs()
