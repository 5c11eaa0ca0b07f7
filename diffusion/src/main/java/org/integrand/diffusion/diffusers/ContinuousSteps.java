package org.integrand.diffusion.diffusers;

import java.util.List;
import org.integrand.diffusion.model.Parameterisation;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.TimeLabel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The schedulers without a table: EDM and flow matching.
record ContinuousSteps(SchedulerConfig config, int steps, Compatibility compat) {
    Scheduler.Made made() {
        return switch (config.scheduler()) {
            case EDM_EULER, EDM_DPM -> edm();
            default -> flow();
        };
    }

    private ContinuousTimetables timetables() {
        return new ContinuousTimetables(config);
    }

    private Scheduler.Made edm() {
        if (!config.text("prediction_type").equals("epsilon"))
            throw config.wrong("prediction_type", "epsilon, which means EDM's own");
        var timetable = timetables().edm(steps);
        double largest = config.number("sigma_max");
        var schedule = new TimestepSchedule.LogSigma(false, config.number("sigma_min"), largest);
        Plan plan = config.scheduler() == SchedulerClass.EDM_EULER
                ? OneFormula.euler().along(schedule, SigmaSteps.trimmed(timetable.levels()))
                : new DpmSteps(config, compat).plan(schedule, timetable.levels());
        return new Scheduler.Made(
                plan,
                SigmaSteps.boxed(timetable.sigmas()),
                schedule,
                Prediction.DATA,
                Parameterisation.edm(config.number("sigma_data"), TimeLabel.TIME),
                Math.hypot(largest, 1),
                1,
                DataLimit.of(config));
    }

    private Scheduler.Made flow() {
        var timetable = timetables().flowMatching(steps);
        boolean heun = config.scheduler() == SchedulerClass.FLOW_HEUN;
        var levels = timetable.levels();
        double[] sigmas = heun ? Timetables.interleaved(timetable.sigmas(), false) : timetable.sigmas();
        return Scheduler.Made.plain(
                heun ? heun(levels) : euler(levels),
                SigmaSteps.boxed(sigmas),
                new TimestepSchedule.Flow(config.integer("num_train_timesteps")),
                Prediction.FLOW,
                new DataLimit.None());
    }

    /// Euler's method for dx / dsigma = velocity, or, `stochastic_sampling`, x_t = (1 - sigma_t) D + sigma_t xi: for
    /// networks distilled to say a sample of the data at once; with the mean of the data as D it draws from
    /// something else.
    private Plan euler(List<NoiseLevel> levels) {
        boolean stochastic = config.flag("stochastic_sampling");
        var plan = new PlanBuilder(stochastic ? "flow euler stochastic" : "flow euler", Prediction.FLOW, 1);
        for (int i = 0; i < levels.size() - 1; i++) {
            NoiseLevel s = levels.get(i);
            NoiseLevel t = levels.get(i + 1);
            plan.step(s, t);
            var velocity = plan.evaluate(s);
            if (!stochastic) plan.advance(1, velocity.times(t.sigma() - s.sigma()));
            else {
                plan.advance(t.alpha(), velocity.times(-t.alpha() * s.sigma()));
                if (!t.noiseless()) plan.perturb(1, t.sigma(), 0, s, t);
            }
        }
        return plan.build();
    }

    /// Heun's method for dx / dsigma = velocity, Euler's in the last step.
    private static Plan heun(List<NoiseLevel> levels) {
        var plan = new PlanBuilder("flow heun", Prediction.FLOW, 2);
        for (int i = 0; i < levels.size() - 1; i++) {
            NoiseLevel s = levels.get(i);
            NoiseLevel t = levels.get(i + 1);
            double step = t.sigma() - s.sigma();
            plan.step(s, t);
            var velocity = plan.evaluate(s);
            if (t.noiseless()) plan.advance(1, velocity.times(step));
            else {
                plan.combine(Register.U, 1, velocity.times(step));
                var next = plan.evaluate(Register.U, t);
                plan.advance(1, velocity.times(step / 2), next.times(step / 2));
            }
        }
        return plan.build();
    }
}
