package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.integrand.diffusion.sampler.Interpolation;

/// Legal schedules of all kinds.
record RandomSchedules(Random random, boolean statistics) {
    SolverSchedule next() {
        int steps = 1 + random.nextInt(7);
        double[] times = IntStream.range(0, steps)
                .mapToDouble(i -> (i + 0.2 + 0.6 * random.nextDouble()) / steps)
                .toArray();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < steps; i++)
            decisions.add(step(i, i == steps - 1 ? 1e-3 : times[steps - 1 - i], i == steps - 1));
        return new SolverSchedule(1, decisions, any(FirstValue.values()), random.nextInt(4) == 0);
    }

    private Decision step(int i, double to, boolean last) {
        int start = random.nextInt(3) == 0 ? -1 - random.nextInt(i + 1) : -1;
        Form form = statistics ? any(Form.values()) : random.nextBoolean() ? Form.NOISE : Form.DATA;
        var step = new Decision(
                to, form, Interpolation.LAMBDA, start, derivatives(start, i + 1, 3, i + 1), Corrector.NONE);
        var kind = any(Corrector.Kind.values());
        if (kind == Corrector.Kind.NONE || (last && kind == Corrector.Kind.PSEUDO)) return step;
        if (random.nextBoolean() && step.derivatives().size() < 3) return step.with(kind);
        int from = -2 - random.nextInt(i + 1);
        return step.with(new Corrector(kind, from, derivatives(from, i + 2, 4, i + 2)));
    }

    private List<Derivative> derivatives(int start, int history, int most, int values) {
        List<Integer> points = new ArrayList<>(IntStream.range(0, history)
                .map(j -> -1 - j)
                .filter(p -> p != start)
                .boxed()
                .toList());
        int count = random.nextInt(Math.min(most, Math.min(points.size(), values - 1)) + 1);
        List<Derivative> all = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            Collections.shuffle(points, random);
            int q = k + random.nextInt(Math.min(4, points.size()) - k + 1);
            var derivative = Derivative.of(points.subList(0, q));
            if (k == 1) derivative = derivative.with(any(Relaxation.values()), 0.1 * random.nextGaussian());
            all.add(derivative);
        }
        return all;
    }

    private <T> T any(T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }
}
