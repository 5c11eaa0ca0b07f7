"""The sampler of the official code of USF (github.com/thu-nics/USF) beside `-Donly=sampler`: microseconds a step of
solver schedules, float32, one thread, with a model that costs nothing. Needs torch, numpy and a clone:
    ./integrand schedule convert --sampler unipc --order 3 --steps 20 --t-start 0.25 --grid time-uniform --file unipc.json
    python3 benchmarks/peers/usf.py CLONE/codebases/score_sde unipc.json ...
The code is written for a graphics card and wants statistics of a model even where no step reads them: both are given to
it here, the statistics as those of the noise form."""
import json
import os
import sys
import tempfile
import time

try:
    import numpy as np
    import torch
except ImportError as missing:
    sys.exit(f"skipped: {missing}: expected torch and numpy")
if len(sys.argv) < 3:
    sys.exit("expected the folder codebases/score_sde of a clone of thu-nics/USF, and files of schedules")

sys.path.insert(0, sys.argv[1])
torch.set_num_threads(1)
torch.Tensor.cuda = lambda tensor, *_, **__: tensor

schedules = []
for name in sys.argv[2:]:
    with open(name) as file:
        decisions = json.load(file)
    decisions["timesteps"] = torch.tensor(decisions["timesteps"], dtype=torch.float32)
    schedules.append((os.path.basename(name), decisions))

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    flat = np.zeros((121, 1, 1, 1), np.float32)
    np.savez("l.npz", l=flat)
    np.savez("sb.npz", s=flat - 1, b=flat)
    torch.save(torch.zeros(1), "average_x0.pth")
    from uni_sampler.uni_sampler import NoiseScheduleVP, uni_sampler

    for shape in ((1, 4, 64, 64), (8, 4, 64, 64), (1, 3, 512, 512)):
        x = torch.randn(shape)
        eps = torch.randn(shape)
        sampler = uni_sampler(lambda x, t: eps, NoiseScheduleVP("linear"), statistics_dir=folder)
        for name, decisions in schedules:
            best = float("inf")
            for _ in range(5):
                began = time.perf_counter()
                end = sampler.sample(x, decisions)
                best = min(best, time.perf_counter() - began)
            assert torch.isfinite(end).all()
            steps = len(decisions["orders"])
            print("x".join(map(str, shape)), name, "%.0f us a step" % (best / steps * 1e6), flush=True)
