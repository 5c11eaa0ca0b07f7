package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.ReportFolder;

/// `search-schedule`: finds a solver schedule for a model and a number of evaluations.
public final class SearchScheduleCommand implements Command<SearchScheduleJob> {
    @Override
    public String name() {
        return "search-schedule";
    }

    @Override
    public String summary() {
        return "Searches the solver schedule that a model is sampled best by in so many evaluations.";
    }

    @Override
    public String example() {
        return "./integrand search-schedule --model \"{type: gaussian-mixture, weights: [0.3, 0.5, 0.2],"
                + " means: [[1, 0.5], [-1.2, 0.3], [0.2, -1.1]], std: [0.2, 0.14, 0.3]}\" --evaluations 5"
                + " --candidates 2000 --schedule-out five.json";
    }

    @Override
    public Class<SearchScheduleJob> job() {
        return SearchScheduleJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Stream.concat(
                        Shortcuts.OF_SEARCHES.stream(),
                        Stream.of(
                                new Shortcut("--evaluations", "evaluations", "N"),
                                new Shortcut("--candidates", "candidates", "N"),
                                new Shortcut("--seconds", "seconds", "S"),
                                new Shortcut("--guard", "guard", "BOOLEAN"),
                                new Shortcut("--predictor", "predictor", "BOOLEAN"),
                                new Shortcut("--finalists", "finalists", "N"),
                                new Shortcut("--checkpoint", "checkpoint", "FILE"),
                                new Shortcut("--schedule-out", "scheduleOut", "FILE")))
                .toList();
    }

    @Override
    public Work prepare(SearchScheduleJob job) {
        var space = job.problem().space(job.evaluations());
        var report = job.out().map(Path::of).map(ReportFolder::at);
        var trials = new SearchTrials(job.problem());
        trials.check(space);
        return new ScheduleSearchWork(job, space, trials, report);
    }
}
