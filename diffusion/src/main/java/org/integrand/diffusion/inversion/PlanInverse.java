package org.integrand.diffusion.inversion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.plan.Term;

/// The plan that undoes a plan: given what a run leaves in the samples ([Plan#states]), it restores
/// what the run began with.
///
/// Step n - 1 - i of the inverse undoes step i and makes the same evaluations. A sum in place, x = c x
/// + sum_k c_k r_k, is undone by x = x / c - sum_k (c_k / c) r_k. How much rounding grows on the way
/// back: [Amplification].
public final class PlanInverse {
    private PlanInverse() {}

    /// The inverse.
    /// @throws IllegalArgumentException when a step cannot be undone (DDIM, multistep methods,
    ///     stochastic ones), with the step and the reason
    public static Plan of(Plan plan) {
        var moves = Reversal.of(plan);
        List<Step> steps = new ArrayList<>();
        for (int i = moves.size() - 1; i >= 0; i--) {
            Step undone = plan.steps().get(i);
            List<Instruction> instructions = new ArrayList<>();
            for (Reversal.Move move : moves.get(i))
                instructions.add(
                        switch (move) {
                            case Reversal.Again(var what) -> what;
                            case Reversal.Undo(var sum) -> inverse(sum);
                        });
            if (instructions.isEmpty())
                throw new IllegalArgumentException(
                        "step " + (i + 1) + " from t " + undone.from().t() + " to "
                                + undone.to().t()
                                + " cannot be undone: it only copies, expected a step that changes a sample");
            steps.add(new Step(undone.to(), undone.from(), instructions));
        }
        return new Plan("inverse of " + plan.sampler(), plan.prediction(), plan.states(), steps);
    }

    private static Instruction inverse(Instruction sum) {
        return switch (sum) {
            case Combine what -> inverse(what);
            case Affine what -> inverse(what);
            default -> throw new IllegalStateException(sum + " is no sum");
        };
    }

    private static Combine inverse(Combine sum) {
        double own = own(sum);
        return new Combine(
                sum.into(),
                sum.terms().stream()
                        .map(term -> new Term(
                                term.register(),
                                term.register().equals(sum.into()) ? 1 / own : -term.coefficient() / own))
                        .toList());
    }

    private static Affine inverse(Affine sum) {
        PerComponent own = sum.parts().stream()
                .filter(part -> part.register().equals(sum.into()))
                .findFirst()
                .orElseThrow()
                .factor();
        PerComponent minusOne = PerComponent.of(-1);
        return new Affine(
                sum.into(),
                sum.parts().stream()
                        .map(part -> new Affine.Part(
                                part.register(),
                                PerComponentMath.apply(
                                        (c, by) -> c / by,
                                        part.register().equals(sum.into())
                                                ? PerComponent.of(1)
                                                : PerComponentMath.apply((a, b) -> a * b, part.factor(), minusOne),
                                        own)))
                        .toList(),
                PerComponentMath.apply((b, by) -> -b / by, sum.offset(), own));
    }

    /// c of a sum in place x = c x + ...
    static double own(Combine sum) {
        return sum.terms().stream()
                .filter(term -> term.register().equals(sum.into()))
                .findFirst()
                .orElseThrow()
                .coefficient();
    }
}
