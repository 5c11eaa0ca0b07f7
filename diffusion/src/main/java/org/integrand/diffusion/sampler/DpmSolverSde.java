package org.integrand.diffusion.sampler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// SDE-DPM-Solver (prediction NOISE) and SDE-DPM-Solver++ (DATA): the multistep solvers of the reverse
/// diffusion, in the literature and programs "DPM++ 2M SDE" and "3M SDE". eta = 0 is the probability flow,
/// DPM-Solver++ 2M or 3M.
/// Sources: Lu et al., arXiv 2211.01095, section 5; k-diffusion, `sample_dpmpp_2m_sde` and
/// `sample_dpmpp_3m_sde`, which have eta. The release of diffusers has a wrong sign in its order 3.
///
/// @param order         1, 2 or 3
/// @param solverType    how differences are weighted in order 2
/// @param eta           how much of the diffusion is run, 1 is all
/// @param noise         factor of the noise, usually 1
/// @param lowering      whether the last steps lower their order
/// @param denoiseToZero whether a last evaluation takes the sample to zero noise: x = D
/// @param compatibility whose second difference in order 3
public record DpmSolverSde(
        Prediction prediction,
        int order,
        SolverType solverType,
        double eta,
        double noise,
        Lowering lowering,
        boolean denoiseToZero,
        Compatibility compatibility)
        implements LevelSampler {
    public DpmSolverSde {
        ExponentialStep.requireSupported(prediction);
        ExponentialStep.requireEta(eta);
        if (order < 1 || order > 3)
            throw new IllegalArgumentException("order " + order + " of dpm-solver-sde: expected 1, 2 or 3");
    }

    @Override
    public String name() {
        return "dpm-solver-sde";
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        return along(
                schedule,
                Sampler.levels(schedule, grid.points(schedule, start, end, steps), denoiseToZero || grid.toZero()));
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        var rule = new Multistep(
                prediction,
                order,
                new Differences(solverType, compatibility),
                Optional.empty(),
                List.of(),
                lowering,
                eta,
                noise);
        var plan = new PlanBuilder(description(), prediction, order);
        rule.write(plan, schedule, levels);
        return plan.build();
    }

    private String description() {
        return "%s%s order %d %s eta %s%s"
                .formatted(
                        name(),
                        prediction == Prediction.DATA ? "++" : "",
                        order,
                        solverType,
                        eta,
                        compatibility == Compatibility.OURS ? "" : " as released")
                .toLowerCase(Locale.ROOT);
    }
}
