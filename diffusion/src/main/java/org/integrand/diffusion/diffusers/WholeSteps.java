package org.integrand.diffusion.diffusers;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Pndm;
import org.integrand.diffusion.sampler.ReleasedSteps;
import org.integrand.diffusion.sampler.ReleasedSteps.Aim;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The schedulers that go along whole timesteps: DDIM, DDPM and PNDM.
record WholeSteps(SchedulerConfig config, SigmaTable table, int steps, Compatibility compat) {
    Scheduler.Made made() {
        if (steps > table.size())
            throw new IllegalArgumentException(
                    "inference steps " + steps + ": expected at most num_train_timesteps " + table.size());
        var schedule = new TimestepSchedule.Table(table);
        int[] timesteps = timesteps();
        Plan plan = switch (config.scheduler()) {
            case DDPM -> new DdpmSteps(config, compat).plan(levels(timesteps, NoiseLevel.CLEAN));
            case PNDM -> pndm(schedule, timesteps);
            default -> ddim(schedule, timesteps);
        };
        return Scheduler.Made.plain(plan, List.of(), schedule, Scheduler.prediction(config), DataLimit.of(config));
    }

    private int[] timesteps() {
        double[] labels = TimestepSpacing.of(config).withEnd(steps, table.size(), config.integer("steps_offset"), true);
        int[] timesteps = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            timesteps[i] = (int) labels[i];
            if (timesteps[i] < 0 || timesteps[i] >= table.size())
                throw new IllegalArgumentException("timestep " + timesteps[i] + " of " + steps
                        + " steps: expected 0 ... " + (table.size() - 1) + "; fewer steps or a smaller steps_offset");
        }
        return timesteps;
    }

    private Plan ddim(TimestepSchedule schedule, int[] timesteps) {
        if (compat == Compatibility.OURS)
            return new Ddim(Prediction.DATA, false).along(schedule, levels(timesteps, end(timesteps)));
        if (!(DataLimit.of(config) instanceof DataLimit.None))
            throw config.wrong(
                    config.flag("thresholding") ? "thresholding" : "clip_sample",
                    "false: the release limits D but not the noise that it follows from; compat ours limits both");
        List<Aim> aims = new ArrayList<>();
        for (int t : timesteps) aims.add(new Aim(table.level(t), back(t)));
        return new ReleasedSteps("ddim", 1, false).along(schedule, levels(timesteps, declared(aims)), aims);
    }

    private Plan pndm(TimestepSchedule schedule, int[] timesteps) {
        if (!config.flag("skip_prk_steps")) throw config.wrong("skip_prk_steps", "true");
        if (steps < 2) throw new IllegalArgumentException("inference steps 1 of PNDM: expected at least 2");
        if (compat == Compatibility.OURS) return new Pndm(false).along(schedule, levels(timesteps, end(timesteps)));
        if (Scheduler.prediction(config) != Prediction.NOISE)
            throw config.wrong(
                    "prediction_type", "epsilon: the release extrapolates raw predictions; compat ours converts them");
        List<Aim> aims = new ArrayList<>();
        aims.add(new Aim(table.level(timesteps[0]), back(timesteps[0])));
        int first = Math.min(timesteps[1] + stride(), table.size() - 1);
        aims.add(new Aim(table.level(first), table.level(timesteps[1])));
        for (int i = 1; i < timesteps.length; i++) aims.add(new Aim(table.level(timesteps[i]), back(timesteps[i])));
        return new ReleasedSteps("pndm", 4, true).along(schedule, levels(timesteps, declared(aims)), aims);
    }

    private int stride() {
        return table.size() / steps;
    }

    /// Where the release goes from a timestep.
    private NoiseLevel back(int timestep) {
        int to = timestep - stride();
        return to >= 0 ? table.level(to) : last();
    }

    private NoiseLevel last() {
        return config.flag("set_alpha_to_one") ? NoiseLevel.CLEAN : table.level(0);
    }

    /// The end of the last step; where the release makes none, at timestep 0, zero noise stands for it.
    private static NoiseLevel declared(List<Aim> aims) {
        var last = aims.getLast();
        return last.from().equals(last.to()) ? NoiseLevel.CLEAN : last.to();
    }

    /// Where we end: the release's last level, or zero noise when that is reached already.
    private NoiseLevel end(int[] timesteps) {
        return timesteps[timesteps.length - 1] == 0 ? NoiseLevel.CLEAN : last();
    }

    private List<NoiseLevel> levels(int[] timesteps, NoiseLevel end) {
        List<NoiseLevel> levels = new ArrayList<>();
        for (int t : timesteps) levels.add(table.level(t));
        levels.add(end);
        return levels;
    }
}
