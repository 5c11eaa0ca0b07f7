package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.integrand.app.job.Command;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.s3.BestKnown;
import org.integrand.diffusion.s3.Known;
import org.integrand.diffusion.s3.Noises.Part;
import org.integrand.diffusion.s3.SealedTest;
import tools.jackson.databind.node.ObjectNode;

/// `verify-schedule`: the sealed test of a solver schedule.
public final class VerifyScheduleCommand implements Command<VerifyScheduleJob> {
    @Override
    public String name() {
        return "verify-schedule";
    }

    @Override
    public String summary() {
        return "Compares a solver schedule with the best known solver on noises that no search has seen.";
    }

    @Override
    public String example() {
        return "./integrand verify-schedule --schedule-file digits-s3-5 --seed 4242";
    }

    @Override
    public Class<VerifyScheduleJob> job() {
        return VerifyScheduleJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Stream.concat(
                        Shortcuts.OF_SEARCHES.stream(),
                        Stream.of(
                                new Shortcut("--schedule-file", "scheduleFile", "FILE"),
                                new Shortcut("--against", "against", "FILE")))
                .toList();
    }

    @Override
    public Work prepare(VerifyScheduleJob job) {
        var given = read(job.scheduleFile());
        var against = job.against().map(VerifyScheduleCommand::read);
        var space = job.problem().space(given.schedule().evaluations());
        space.checkEnds(given.schedule());
        against.ifPresent(known -> space.checkEnds(known.schedule()));
        var report = job.out().map(Path::of).map(ReportFolder::at);
        var trials = new SearchTrials(job.problem());
        trials.check(space);
        return run -> {
            try (trials) {
                return verified(job, given, against, trials, report, run);
            }
        };
    }

    private static Known read(String file) {
        var solver = SolverFile.read(file, Optional.empty());
        return new Known(solver.name(), solver.schedule());
    }

    private static Result verified(
            VerifyScheduleJob job,
            Known given,
            Optional<Known> against,
            SearchTrials trials,
            Optional<ReportFolder> report,
            Run run) {
        long began = System.nanoTime();
        var problem = job.problem();
        var space = problem.space(given.schedule().evaluations());
        var known = against.map(List::of).orElseGet(space::knownSolvers);
        run.progress().at(0, "known solvers");
        var best = BestKnown.of(
                known,
                space,
                trials.trial(Part.SEARCH, problem.onSearch(), run),
                trials.trial(Part.HOLDOUT, problem.onHoldout(), run));
        run.cancellation().check();
        run.progress().at(0.5, "sealed noises");
        var test = SealedTest.of(
                trials.trial(Part.SEALED, problem.sealed(), run),
                space.compiled(given.schedule()),
                space.compiled(best.known().schedule()),
                best.scale());
        var json = JobFile.object()
                .put("command", "verify-schedule")
                .put("evaluations", given.schedule().evaluations())
                .put("seconds", (System.nanoTime() - began) * 1e-9)
                .put("seed", problem.seed())
                .put("schedule", given.name())
                .put("objective", ScheduleSearchWork.name(problem.objective()))
                .put("scale", best.scale())
                .put("noises", problem.sealed());
        ScheduleVerdict.write(json, best.known().name(), test, best.scale());
        json.putArray("files");
        report.ifPresent(folder -> write(folder, job, json));
        return Result.of(json, ScheduleVerdict.text(json));
    }

    private static void write(ReportFolder folder, VerifyScheduleJob job, ObjectNode json) {
        var page = new ReportPage(
                        "Schedule " + json.get("schedule").asString(""),
                        "Against " + json.path("baseline").path("name").asString("") + " on " + json.get("noises")
                                + " noises that no search has seen.")
                .text("Verdict", ScheduleVerdict.text(json));
        folder.finish(JobWriter.write("verify-schedule", job), json, page);
    }
}
