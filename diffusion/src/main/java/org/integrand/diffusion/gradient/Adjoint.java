package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.engine.space.Space;

/// The way back through a plan: its transpose, run by the same executor as the plan itself.
final class Adjoint<Y> {
    private final Plan original;
    private final PlanTranspose transpose;
    private final EvaluationPullback<Y> pullback;
    private final Space<Y> space;
    private final PlanStepper<Y> run;
    private int evaluation; // the one that the run waits for
    private double largest;

    /// @param gradient dL/dx of the result
    Adjoint(Plan original, PlanTranspose transpose, EvaluationPullback<Y> pullback, Space<Y> space, Y gradient) {
        this.original = original;
        this.transpose = transpose;
        this.pullback = pullback;
        this.space = space;
        this.largest = space.norm(gradient);
        StepObserver<Y> watch = (_, _, _, x) -> largest = Math.max(largest, space.norm(x)); // NaN stays
        Prediction same = transpose.plan().prediction(); // what is asked for needs no conversion
        this.run = new PlanStepper<>(
                transpose.plan(), space, same, gradient, SamplingHooks.<Y>none().with(watch));
        this.evaluation = transpose.asked().length() - 1;
    }

    /// Goes back through all evaluations from number `first` on that are still left.
    ///
    /// @param asked what the model was asked about in an evaluation, by its number; asked for once and closed
    void back(IntFunction<Asked<Y>> asked, int first) {
        while (!run.done() && evaluation >= first) {
            try (var one = asked.apply(evaluation)) {
                pullback.pull(run.pending(), one, run.input(), run.output());
            }
            run.supplied();
            evaluation = transpose.asked().previousSetBit(evaluation - 1);
        }
    }

    /// dL with respect to what the plan was given.
    List<Y> initial() {
        List<Register> states = transpose.plan().states();
        List<Y> found = new ArrayList<>();
        for (Register register : original.given())
            found.add(
                    transpose.reached().contains(register)
                            ? run.states().get(states.indexOf(register))
                            : space.allocate());
        return found;
    }

    double largest() {
        return largest;
    }
}
