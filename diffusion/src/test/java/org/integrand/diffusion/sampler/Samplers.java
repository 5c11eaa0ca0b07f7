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
final class Samplers {
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
            TimeGrid.kDiffusionVp());

    static List<Sampler> samplers() {
        List<Sampler> all = new ArrayList<>(List.of(new Ddim(), new Ddim(Prediction.DATA, true)));
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA))
            for (Method method : Method.values())
                for (int order = 1; order <= 3; order++)
                    for (SolverType type : SolverType.values())
                        for (Compatibility whose : Compatibility.values())
                            all.add(new DpmSolver(
                                    prediction, method, order, type, Lowering.BELOW_TEN_STEPS, false, false, whose));
        return all;
    }

    static double end(NoiseSchedule schedule) {
        return Math.max(schedule.tMin(), 1e-3 * schedule.tMax());
    }

    static int steps(Sampler sampler, int wanted) {
        return sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP_FIXED
                ? Math.max(wanted, s.order())
                : wanted;
    }
}
