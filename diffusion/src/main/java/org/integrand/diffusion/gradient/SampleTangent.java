package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.TangentModel;
import org.integrand.diffusion.noise.NoiseSource;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.Step;
import org.integrand.engine.space.Space;

/// Forward mode: how the sample moves when the start and the parameters move along a direction. Exact for the plan, no
/// memory, one product with the Jacobian an evaluation for each direction: the mode for few parameters and for many
/// losses. The same plan carries the tangents; it draws no noise for them and adds no constants.
///
/// @param noise of a stochastic plan; it is held fixed
public record SampleTangent<Y>(Plan plan, Space<Y> space, TangentModel<Y> model, NoiseSource<Y> noise) {
    /// Of a plan without noise.
    public static <Y> SampleTangent<Y> of(Plan plan, Space<Y> space, TangentModel<Y> model) {
        return new SampleTangent<>(plan, space, model, NoiseSource.none());
    }

    /// What comes of it.
    ///
    /// @param sample  x_0
    /// @param tangent d x_0 along the direction
    public record Moved<Y>(Y sample, Y tangent) {
        /// The derivative of a loss along the direction.
        public double derivative(Space<Y> space, SampleLoss<? super Y> loss) {
            Y gradient = space.allocate();
            loss.of(sample, gradient);
            return space.dot(gradient, tangent);
        }
    }

    /// Along a direction.
    ///
    /// @param start      the noise
    /// @param direction  of the start
    /// @param parameters direction of the parameters, as many numbers as the model has
    public Moved<Y> along(Y start, Y direction, double[] parameters) {
        return along(List.of(start), List.of(direction), parameters);
    }

    /// The same from a state and a direction for each register that the plan is given.
    public Moved<Y> along(List<Y> starts, List<Y> directions, double[] parameters) {
        var run = new PlanStepper<>(
                plan, space, model.prediction(), starts, SamplingHooks.<Y>none().with(noise));
        var tangent = new PlanStepper<>(linear(plan), space, model.prediction(), directions, SamplingHooks.<Y>none());
        while (!run.done()) {
            double t = run.pending().at().t();
            model.jvp(run.input(), t, tangent.input(), parameters, tangent.output());
            model.evaluate(run.input(), t, run.output());
            run.supplied();
            tangent.supplied();
        }
        return new Moved<>(run.state(), tangent.state());
    }

    /// The plan of the tangents.
    private static Plan linear(Plan plan) {
        List<Step> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            List<Instruction> instructions = new ArrayList<>();
            for (Instruction instruction : step.instructions())
                switch (instruction) {
                    case Instruction.Evaluate what -> instructions.add(what);
                    case Instruction.Draw _ -> {}
                    case Combine sum -> {
                        var left = sum.terms().stream()
                                .filter(term -> moves(term.register()))
                                .toList();
                        instructions.add(
                                left.isEmpty()
                                        ? new Affine(sum.into(), List.of(), PerComponent.ZERO)
                                        : new Combine(sum.into(), left));
                    }
                    case Affine sum ->
                        instructions.add(new Affine(
                                sum.into(),
                                sum.parts().stream()
                                        .filter(part -> moves(part.register()))
                                        .toList(),
                                PerComponent.ZERO));
                }
            steps.add(new Step(step.from(), step.to(), instructions));
        }
        return new Plan(plan.sampler() + ", tangents", plan.prediction(), plan.given(), steps);
    }

    private static boolean moves(Register register) {
        return register.role() != Register.Role.NOISE;
    }
}
