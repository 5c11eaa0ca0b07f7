package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.integrand.diffusion.sampler.Samplers.SCHEDULES;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.junit.jupiter.api.Test;

class LagrangeTest {
    /// Against sixteen points on each of eight parts of each smooth piece: an error of the fewer points on
    /// short pieces would show. Where a step is short, the last digit of the time counts as well.
    @Test
    void weightsOverTimeAreExactToThirteenDigits() {
        for (NoiseSchedule schedule : SCHEDULES)
            for (Prediction form : Samplers.FORMS)
                for (TimeGrid grid : List.of(TimeGrid.uniform(), TimeGrid.logSnr(), TimeGrid.karras()))
                    for (int steps : new int[] {4, 50}) assertExact(schedule, form, grid, steps);
        assertExact(DiscreteVp.linear(1e-4, 0.02, 1000), Prediction.NOISE, TimeGrid.logSnr(), 300);
    }

    private static void assertExact(NoiseSchedule schedule, Prediction form, TimeGrid grid, int steps) {
        List<NoiseLevel> levels = Arrays.stream(grid.points(schedule, schedule.tMax(), Samplers.end(schedule), steps))
                .mapToObj(schedule::at)
                .toList();
        for (int i = 3; i < steps; i++) {
            var step = new ExponentialStep(levels.get(i), levels.get(i + 1), form);
            List<NoiseLevel> nodes = List.of(levels.get(i), levels.get(i - 1), levels.get(i - 2), levels.get(i - 3));
            double[] weights = new Lagrange(Interpolation.TIME).weights(schedule, step, nodes);
            double[] expected = fine(schedule, step, nodes);
            double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            double rounding = Math.ulp(step.start().t())
                    / Math.abs(step.end().t() - step.start().t());
            for (int j = 0; j < 4; j++)
                assertThat(Math.abs(weights[j] - expected[j]) / size)
                        .as("%s %s %s step %d of %d, weight %d", schedule, form, grid, i, steps, j)
                        .isLessThan(1e-13 + 4 * rounding);
        }
    }

    private static double[] fine(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes) {
        double from = step.start().halfLogSnr();
        double to = step.end().halfLogSnr();
        double[] knots = schedule.knots(from, to);
        double[] weights = new double[nodes.size()];
        var rule = GaussLegendre.of(16);
        for (int piece = 0; piece <= knots.length; piece++) {
            double a = piece == 0 ? from : knots[piece - 1];
            double b = piece == knots.length ? to : knots[piece];
            for (int part = 0; part < 8; part++) {
                double half = (b - a) / 16;
                double middle = a + (2 * part + 1) * half;
                for (int i = 0; i < 16; i++)
                    add(schedule, step, nodes, middle + half * rule.abscissa(i), half * rule.weight(i), weights);
            }
        }
        return weights;
    }

    private static void add(
            NoiseSchedule schedule,
            ExponentialStep step,
            List<NoiseLevel> nodes,
            double lambda,
            double weight,
            double[] weights) {
        double kernel = step.prediction() == Prediction.NOISE
                ? -step.end().alpha() * Math.exp(-lambda)
                : step.end().sigma() * Math.exp(lambda);
        double t = schedule.time(lambda);
        for (int j = 0; j < weights.length; j++) {
            double basis = 1;
            for (int i = 0; i < weights.length; i++)
                if (i != j)
                    basis *= (t - nodes.get(i).t())
                            / (nodes.get(j).t() - nodes.get(i).t());
            weights[j] += kernel * weight * basis;
        }
    }
}
