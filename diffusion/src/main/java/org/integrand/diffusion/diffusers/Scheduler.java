package org.integrand.diffusion.diffusers;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Parameterisation;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.TimeLabel;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A scheduler of diffusers for a number of inference steps, compiled.
///
/// The state is x = alpha x_0 + sigma eps, what diffusers calls the scaled model input: its schedulers that work
/// on x / alpha (Euler, Heun, KDPM2, LMS) scale before each call, which is not needed here. The `t` of each
/// evaluation is the timestep that the network is told.
///
/// RELEASE computes what diffusers does, in double but on its single precision tables, and with its roundings
/// of timesteps; OURS differs where that is wrong:
///
/// * DDIM and PNDM go to the next timestep, not to t - N div n;
/// * the multistep order 3 of DPM-Solver has the right second difference, and a diffusion (sde-) of order 3;
/// * timesteps are where the sigmas are, neither rounded nor truncated;
/// * tables are in double precision;
/// * `clip_sample` and `thresholding` of DDIM change D and the noise alike, as everywhere else;
/// * velocity predictions of PNDM are converted before they are extrapolated;
/// * no noise is added by DDPM in the step to zero noise.
///
/// RELEASE refuses what diffusers does and a plan cannot say: the fifth and sixth of these.
///
/// @param timesteps  of the evaluations, in order
/// @param sigmas     as `scheduler.sigmas` has them, those of Heun and KDPM2 repeated; empty where there are none
/// @param schedule   noise by timestep, for models that know their noise levels
/// @param prediction what the network predicts
/// @param network    how to ask the network
/// @param startScale factor of N(0, I) noise at the start
/// @param endScale   factor of x to what diffusers returns, not 1 when it works on x / alpha and noise is left
/// @param limit      what is done to data predictions
public record Scheduler(
        SchedulerConfig config,
        Plan plan,
        List<Double> timesteps,
        List<Double> sigmas,
        NoiseSchedule schedule,
        Prediction prediction,
        Parameterisation network,
        double startScale,
        double endScale,
        DataLimit limit) {
    public Scheduler {
        timesteps = List.copyOf(timesteps);
        sigmas = List.copyOf(sigmas);
    }

    /// Compiles a configuration for `steps` inference steps.
    /// @throws IllegalArgumentException when the configuration is wrong or cannot be reproduced
    public static Scheduler compile(SchedulerConfig config, int steps, Compatibility compat) {
        if (steps < 1 || steps > 100_000)
            throw new IllegalArgumentException("inference steps " + steps + ": expected 1 ... 100,000");
        Timetables.learned(config).ifPresent(_ -> {
            throw config.wrong("variance_type", "one that is not learned");
        });
        var made = switch (config.scheduler()) {
            case DDIM, DDPM, PNDM -> new WholeSteps(config, SigmaTable.of(config, compat), steps, compat).made();
            case IPNDM -> AngleSteps.made(config, steps);
            case EDM_EULER, EDM_DPM, FLOW_EULER, FLOW_HEUN -> new ContinuousSteps(config, steps, compat).made();
            default -> new SigmaSteps(config, SigmaTable.of(config, compat), steps, compat).made();
        };
        return made.scheduler(config);
    }

    /// What the parts of the compiler give.
    record Made(
            Plan plan,
            List<Double> sigmas,
            NoiseSchedule schedule,
            Prediction prediction,
            Parameterisation network,
            double startScale,
            double endScale,
            DataLimit limit) {
        /// A network that takes x and its timestep, and noise of variance 1.
        static Made plain(
                Plan plan, List<Double> sigmas, NoiseSchedule schedule, Prediction prediction, DataLimit limit) {
            return new Made(
                    plan,
                    sigmas,
                    schedule,
                    prediction,
                    Parameterisation.plain(prediction, TimeLabel.TIME),
                    1,
                    1,
                    limit);
        }

        Made scaled(double start, double end) {
            return new Made(plan, sigmas, schedule, prediction, network, start, end, limit);
        }

        private Scheduler scheduler(SchedulerConfig config) {
            List<Double> timesteps = new ArrayList<>();
            for (var step : plan.steps())
                for (Instruction instruction : step.instructions())
                    if (instruction instanceof Instruction.Evaluate what)
                        timesteps.add(what.at().t());
            return new Scheduler(
                    config, plan, timesteps, sigmas, schedule, prediction, network, startScale, endScale, limit);
        }
    }

    /// What a network predicts.
    static Prediction prediction(SchedulerConfig config) {
        return switch (config.text("prediction_type")) {
            case "epsilon" -> Prediction.NOISE;
            case "sample" -> Prediction.DATA;
            case "v_prediction" -> Prediction.V;
            case "flow_prediction" -> {
                if (!config.flag("use_flow_sigmas"))
                    throw config.wrong("prediction_type", "use_flow_sigmas true with it");
                yield Prediction.FLOW;
            }
            default -> throw config.wrong("prediction_type", "epsilon, sample, v_prediction or flow_prediction");
        };
    }
}
