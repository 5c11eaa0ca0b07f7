package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `schedule`: solver schedules explained and converted, statistics of a model.
public final class ScheduleCommand implements Command<ScheduleJob> {
    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public String summary() {
        return "Explains a solver schedule, makes one of a sampler, or writes it for other programs.";
    }

    @Override
    public String example() {
        return "./integrand schedule convert --sampler unipc --evaluations 8 --file unipc-8.json";
    }

    @Override
    public Class<ScheduleJob> job() {
        return ScheduleJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        var all = new ArrayList<Shortcut>();
        all.add(new Shortcut("explain|convert|statistics", "action", "explain|convert|statistics"));
        all.addAll(Shortcuts.OF_PLANS);
        all.add(new Shortcut("--to", "to", "schedule|coefficients|sigmas"));
        all.add(new Shortcut("--file", "file", "FILE"));
        all.add(new Shortcut("--model", "model", "NAME"));
        all.add(new Shortcut("--data", "data", "FILE"));
        return all;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return SamplerAliases.translated(job);
    }

    @Override
    public Work prepare(ScheduleJob job) {
        return switch (job.action()) {
            case EXPLAIN -> ScheduleExplanation.of(job);
            case CONVERT -> ScheduleConversion.of(job);
            case STATISTICS -> ModelStatistics.of(job);
        };
    }
}
