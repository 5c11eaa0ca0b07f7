package org.integrand.diffusion.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.ShippedSchedules;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schedules of the digits that come with the program.
class ShippedSchedulesTest {
    private static Plan shipped(int evaluations) {
        var file = ShippedSchedules.find("digits-s3-" + evaluations).orElseThrow();
        assertThat(file.provenance().name()).hasValue("digits-s3-" + evaluations);
        return ScheduleCompiler.compile(file.schedule(), VpLinear.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10})
    void aScheduleHasTheEvaluationsOfItsName(int evaluations) {
        var plan = shipped(evaluations);
        assertThat(plan.evaluations()).isEqualTo(evaluations);
        assertThat(plan.steps().getFirst().from().t()).isEqualTo(1);
        assertThat(plan.steps().getLast().to().t()).isEqualTo(1e-3);
    }

    /// On noises that no search has seen, DPM-Solver++ 3M on its usual grid beside it.
    @Test
    void fiveEvaluationsAreMuchCloserToTheConvergedDigitsThanTheUsualOnes() {
        int count = 20;
        double[] noise = new Noises(424_242, DigitModel.PIXELS, 1).of(Noises.Part.SEALED, count);
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) classes[i] = i % DigitModel.CLASSES;
        try (var model = DigitModel.shipped(1)) {
            var usual = DpmSolver.plusPlus(Method.MULTISTEP, 3);
            float[] converged =
                    samples(model, classes, noise, usual.compile(VpLinear.DEFAULT, new TimeGrid.LogSnr(), 40, 1, 1e-3));
            double found = distance(samples(model, classes, noise, shipped(5)), converged);
            double known = distance(
                    samples(model, classes, noise, usual.compile(VpLinear.DEFAULT, new TimeGrid.LogSnr(), 5, 1, 1e-3)),
                    converged);
            assertThat(found).isLessThan(0.7 * known);
        }
    }

    private static float[] samples(DigitModel model, int[] classes, double[] noise, Plan plan) {
        var start = new float[noise.length];
        for (int i = 0; i < start.length; i++) start[i] = (float) noise[i];
        return new PlanExecutor<float[]>(plan, FloatSpace.of(start.length)).run(model.conditional(classes), start);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum / a.length);
    }
}
