package org.integrand.diffusion.plan;

import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// Is told after each step of a plan. It may look at the sample, change it in place, or throw to end the
/// run.
@FunctionalInterface
public interface StepObserver<Y> {
    /// @param step   the step that was just done
    /// @param number 1 ... count
    /// @param count  how many steps the plan has
    /// @param x      the live sample at `step.to()`
    void after(Step step, int number, int count, Y x);

    /// Whether it hears nothing, so that a run need not stop for it after each step.
    default boolean silent() {
        return false;
    }

    /// Hears nothing.
    static <Y> StepObserver<Y> none() {
        return new StepObserver<>() {
            @Override
            public void after(Step step, int number, int count, Y x) {}

            @Override
            public boolean silent() {
                return true;
            }
        };
    }

    /// Reports progress and stops when asked to.
    static <Y> StepObserver<Y> reporting(Progress progress, Cancellation cancellation) {
        return (_, number, count, _) -> {
            progress.at((double) number / count, "step " + number + " of " + count);
            cancellation.check();
        };
    }

    /// This observer, then another.
    default StepObserver<Y> and(StepObserver<? super Y> other) {
        return (step, number, count, x) -> {
            after(step, number, count, x);
            other.after(step, number, count, x);
        };
    }
}
