package org.integrand.engine.control;

import java.util.List;

/// Equal steps: t_i = t0 + i step, the last one shorter where the step does not divide the interval. Nothing is
/// rejected; a step that is not finite ends the solve.
///
/// @param step length > 0 whatever the direction of time
public record FixedStep(double step) implements StepSizeController<Object> {
    public FixedStep {
        if (!(step > 0) || step == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException(
                    "step " + step + ": expected a finite number > 0 (its sign follows from the end)");
    }

    @Override
    public Steering<Object> begin(Course course) {
        double exact = Math.abs(course.end() - course.start()) / step;
        double steps = Math.ceil(exact * (1 - 1e-12)); // a span of 10 steps up to rounding is 10, not 11
        double signed = step * course.direction();
        return new Steering<>() {
            private double done;

            @Override
            public double propose(double t, Object state) {
                return endOf(done + 1);
            }

            private double endOf(double step) {
                return step >= steps ? course.end() : course.start() + step * signed;
            }

            @Override
            public Verdict judge(double t, double next, double error) {
                if (Double.isNaN(error)) return Verdict.FAIL;
                done++;
                return Verdict.ACCEPT;
            }

            @Override
            public void cut(double t) {
                if (t != endOf(done)) done--; // aim at the same time again
            }

            @Override
            public List<Double> memory() {
                return List.of(done);
            }

            @Override
            public void recall(List<Double> memory) {
                done = memory.getFirst();
            }
        };
    }
}
