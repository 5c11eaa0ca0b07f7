package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;

/// All samplers, schedules and grids that the tests go through.
public final class Samplers {
    private Samplers() {}

    static final VpLinear VP = VpLinear.DEFAULT;
    static final List<NoiseSchedule> SCHEDULES = List.of(
            VP,
            new VpLinear(0.01, 20),
            VpCosine.NORMALISED,
            VpCosine.DEIS,
            DiscreteVp.scaledLinear(0.00085, 0.012, 1000),
            DiscreteVp.squaredCosine(200),
            new VarianceExploding(80));
    static final List<TimeGrid> GRIDS = List.of(
            TimeGrid.uniform(),
            TimeGrid.quadratic(),
            TimeGrid.logSnr(),
            TimeGrid.karras(),
            new TimeGrid.Polyexponential(1.5),
            TimeGrid.kDiffusionVp(),
            new TimeGrid.BetaQuantiles(),
            new TimeGrid.FittedVpTime(2, 1e-3));

    /// All that compile to a plan and draw no noise.
    public static List<Sampler> samplers() {
        List<Sampler> all = new ArrayList<>(List.of(new Ddim(), new Ddim(Prediction.DATA, true)));
        for (Prediction prediction : FORMS)
            for (Method method : Method.values())
                for (int order = 1; order <= 3; order++)
                    for (SolverType type : SolverType.values())
                        for (Compatibility whose : Compatibility.values())
                            all.add(new DpmSolver(
                                    prediction, method, order, type, Lowering.BELOW_TEN_STEPS, false, false, whose));
        for (Prediction prediction : FORMS) {
            for (int order = 1; order <= 4; order++)
                for (UniPc.Variant variant : UniPc.Variant.values())
                    for (boolean corrector : new boolean[] {true, false})
                        all.add(new UniPc(
                                order, variant, prediction, Lowering.ALWAYS, corrector, List.of(), false, false));
            for (Interpolation variable : Interpolation.values())
                for (int degree = 0; degree <= 3; degree++)
                    all.add(new Deis(variable, degree, prediction, Lowering.NEVER, false, false));
            all.add(new OneFormula("2S", new StepFormula.TwoStages(prediction, 0.5)));
        }
        for (int order = 1; order <= 4; order++) all.add(new Ipndm(order, false, false));
        all.add(new Pndm(false));
        all.add(OneFormula.euler());
        for (RhoTableau tableau : RhoTableau.values()) all.add(OneFormula.deis(tableau));
        all.add(new DpmFast(0, 1, false));
        return all;
    }

    /// All that draw noise.
    public static List<Sampler> stochastic() {
        var ancestral = new Stochasticity.Ancestral(0.8, 1);
        var churn = new Stochasticity.Churn(3, 0.01, 0.5, 1.003);
        List<Sampler> all = new ArrayList<>();
        for (StepFormula formula : List.of(
                new StepFormula.Euler(),
                new StepFormula.RungeKutta(RhoTableau.HEUN_2),
                new StepFormula.TwoStages(Prediction.NOISE, 0.5),
                new StepFormula.TwoStages(Prediction.DATA, 0.5))) {
            all.add(new OneFormula("ancestral", formula).with(ancestral));
            all.add(new OneFormula("churned", formula).with(churn));
        }
        all.add(new OneFormula("sde", new StepFormula.TwoStagesSde(0.5, 1, 1)));
        all.add(new DpmFast(0.5, 1, false));
        for (Prediction prediction : FORMS)
            for (int order = 1; order <= 3; order++)
                all.add(new DpmSolverSde(
                        prediction, order, SolverType.TAYLOR, 1, 1, Lowering.NEVER, false, Compatibility.OURS));
        return all;
    }

    static final List<Prediction> FORMS = List.of(Prediction.NOISE, Prediction.DATA);

    /// Evaluations in so many steps.
    static int evaluations(Sampler sampler, int steps) {
        return switch (sampler) {
            case Ddim ddim -> ddim.denoiseToZero() ? steps + 1 : steps;
            case DpmSolver s when s.method() == Method.SINGLESTEP_FIXED -> steps / s.order() * s.order();
            case Pndm _ -> steps + 1;
            case OneFormula one -> steps * one.formula().evaluations();
            default -> steps;
        };
    }

    /// The order that is to be seen away from the ends of a run.
    static int order(Sampler sampler) {
        return switch (sampler) {
            case DpmSolver s -> s.order();
            case UniPc s -> s.order();
            case Deis s -> s.degree() + 1;
            case DpmFast _ -> 3;
            case OneFormula one
            when one.formula() instanceof StepFormula.RungeKutta method ->
                method.tableau().order();
            case OneFormula one -> one.formula().evaluations();
            default -> 1;
        };
    }

    static double end(NoiseSchedule schedule) {
        return Math.max(schedule.tMin(), 1e-3 * schedule.tMax());
    }

    public static int steps(Sampler sampler, int wanted) {
        return sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP_FIXED
                ? Math.max(wanted, s.order())
                : wanted;
    }
}
