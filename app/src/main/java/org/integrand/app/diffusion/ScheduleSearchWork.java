package org.integrand.app.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.s3.Noises.Part;
import org.integrand.diffusion.s3.ScheduleSearch;
import org.integrand.diffusion.s3.ScheduleSearch.Found;
import org.integrand.diffusion.s3.ScheduleSearch.Incumbent;
import org.integrand.diffusion.s3.ScheduleSpace;
import org.integrand.diffusion.s3.SealedTest;
import org.integrand.diffusion.s3.SearchPlan;
import org.integrand.diffusion.s3.Trial;
import org.integrand.diffusion.usf.ScheduleFile;
import org.integrand.diffusion.usf.SolverSchedule;
import org.integrand.search.Evaluated;
import org.integrand.search.SearchResult.End;
import tools.jackson.databind.node.ObjectNode;

/// A search for a schedule: the sets of noises, the search, the sealed test, the report. An interrupt ends the search
/// and keeps the best so far.
record ScheduleSearchWork(
        SearchScheduleJob job, ScheduleSpace space, SearchTrials trials, Optional<ReportFolder> report)
        implements Work {
    /// Incumbents whose sealed loss is shown in the report.
    private static final int SHOWN = 12;
    /// Hold-out noises on which finalists are compared.
    private static final int JUDGED = 1_000;

    /// One point of the report's curves.
    record Point(int candidate, double search, double holdout, double sealed) {}

    @Override
    public Result run(Run run) {
        try (trials) {
            return searched(run);
        }
    }

    private Result searched(Run run) {
        long began = System.nanoTime();
        var quiet = new Run(run.progress().part(0, 0.05), run.cancellation(), false);
        run.progress().at(0, "exact samples of the noises");
        var search = new ScheduleSearch(
                space,
                space.knownSolvers(),
                trials.trial(Part.SEARCH, job.problem().onSearch(), quiet),
                trials.trial(Part.HOLDOUT, job.problem().onHoldout(), quiet));
        var searched = found(search, run);
        var finalists = judged(search, searched, run);
        var found = chosen(search, searched, finalists);
        boolean stopped = found.search().end() == End.STOPPED;
        var last = new Run(run.progress().part(0.95, 1), () -> false, false);
        run.progress().at(0.95, "sealed noises");
        Trial sealed = trials.trial(Part.SEALED, job.problem().sealed(), last);
        var test = SealedTest.of(
                sealed,
                search.compiled(found.best()),
                search.compiled(found.baseline().schedule()),
                found.scale());
        var points = points(search, found, sealed);
        var json = result(found, finalists, test, (System.nanoTime() - began) * 1e-9);
        if (stopped) json.put("interrupted", true);
        String schedule = file(found, test).write();
        job.scheduleOut().ifPresent(name -> write(name, schedule, json));
        var folder =
                report.or(() -> run.reports() ? Optional.of(ReportFolder.next("search-schedule")) : Optional.empty());
        folder.ifPresent(f -> ScheduleSearchReport.write(
                f, JobWriter.write("search-schedule", job), found, test, points, schedule, json));
        String text = ScheduleSearchReport.text(json)
                + folder.map(f -> "report: " + f.path().resolve("index.html")).orElse("");
        return new Result(json, text, stopped);
    }

    private Found found(ScheduleSearch search, Run run) {
        var progress = run.progress().part(0.05, 0.95);
        var plan = SearchPlan.of(job.problem().seed(), job.budget())
                .threads(Runtime.getRuntime().availableProcessors())
                .watchedBy(
                        status -> progress.at(status.fraction(), status.text()),
                        () -> run.cancellation().pending());
        if (!job.guarded())
            plan = plan.naive(
                    job.problem().objective() == SearchedProblem.Objective.RMSE
                            ? SearchPlan.Loss.VALUE
                            : SearchPlan.Loss.BOUNDED);
        if (!job.predictor()) plan = plan.withoutPredictor();
        if (job.checkpoint().isPresent())
            plan = plan.checkpointedIn(Path.of(job.checkpoint().get()));
        return search.run(plan);
    }

    /// One of the best candidates by the objective, with its Frechet distance on hold-out noises.
    record Finalist(Evaluated<SolverSchedule> candidate, double distance) {
        double onSearch() {
            return candidate.objectives().at(0);
        }
    }

    /// The finalists, where the job wants some and nobody has interrupted it.
    private List<Finalist> judged(ScheduleSearch search, Found found, Run run) {
        if (job.finalists().isEmpty() || run.cancellation().pending()) return List.of();
        var best = found.search().evaluated().stream()
                .sorted(Comparator.comparingDouble(e -> e.objectives().at(0)))
                .limit(job.finalists().getAsInt())
                .toList();
        var finalists = new ArrayList<Finalist>();
        try (var judge = DigitModel.judge(1)) {
            var trial = trials.judged(JUDGED, judge);
            for (var one : best) {
                run.progress().at(0.95, "finalists");
                if (run.cancellation().pending()) return List.of();
                finalists.add(new Finalist(
                        one, trial.measure(search.compiled(one.candidate())).value()));
            }
        }
        return finalists;
    }

    /// The finalist with the least Frechet distance is the last incumbent: the distance to the converged digits says
    /// little about it.
    private static Found chosen(ScheduleSearch search, Found found, List<Finalist> finalists) {
        return finalists.stream()
                .min(Comparator.comparingDouble(Finalist::distance))
                .map(one -> {
                    var schedule = one.candidate().candidate();
                    double onHoldout =
                            search.holdout().measure(search.compiled(schedule)).loss(found.scale());
                    var incumbents = new ArrayList<>(found.incumbents());
                    incumbents.add(new Incumbent(one.candidate().number(), schedule, one.onSearch(), onHoldout));
                    return new Found(found.scale(), found.baseline(), schedule, found.search(), incumbents);
                })
                .orElse(found);
    }

    /// The known solver, then the incumbents, some of them where they are many, the last one always.
    private static List<Point> points(ScheduleSearch search, Found found, Trial sealed) {
        List<Incumbent> all = found.incumbents();
        int shown = Math.min(SHOWN, all.size());
        var points = new ArrayList<Point>();
        Plan known = search.compiled(found.baseline().schedule());
        points.add(new Point(
                0,
                search.search().measure(known).loss(found.scale()),
                search.holdout().measure(known).loss(found.scale()),
                sealed.measure(known).loss(found.scale())));
        for (int i = 0; i < shown; i++) {
            var one = all.get(shown == 1 ? all.size() - 1 : (int) ((long) i * (all.size() - 1) / (shown - 1)));
            double loss = sealed.measure(search.compiled(one.schedule())).loss(found.scale());
            points.add(new Point(one.number(), one.onSearch(), one.onHoldout(), loss));
        }
        return points;
    }

    private ObjectNode result(Found found, List<Finalist> finalists, SealedTest test, double seconds) {
        var json = JobFile.object()
                .put("command", "search-schedule")
                .put("evaluations", job.evaluations())
                .put("candidates", candidates(found))
                .put("seconds", seconds)
                .put("seed", job.problem().seed())
                .put("objective", name(job.problem().objective()))
                .put("scale", found.scale())
                .put("guarded", job.guarded())
                .put("questions", found.search().queries().size());
        ScheduleVerdict.write(json, found.baseline().name(), test, found.scale());
        var best = (ObjectNode) json.get("best");
        if (!found.incumbents().isEmpty()) {
            var last = found.incumbents().getLast();
            best.put("search", last.onSearch()).put("holdout", last.onHoldout());
        }
        finalists.stream().mapToDouble(Finalist::distance).min().ifPresent(least -> best.put("fdSmall", least));
        best.set("schedule", JobFile.parse(found.best().key()));
        var judged = json.putArray("finalists");
        for (var one : finalists)
            judged.addObject()
                    .put("candidate", one.candidate().number())
                    .put("search", one.onSearch())
                    .put("fdSmall", one.distance());
        json.putArray("files");
        return json;
    }

    private static int candidates(Found found) {
        var stages = found.search().stages();
        return stages.stream().mapToInt(stage -> stage.candidates()).sum();
    }

    static String name(SearchedProblem.Objective objective) {
        return objective.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ScheduleFile file(Found found, SealedTest test) {
        var last = found.incumbents().isEmpty()
                ? Optional.<Incumbent>empty()
                : Optional.of(found.incumbents().getLast());
        var provenance = new ScheduleFile.Provenance(
                job.scheduleOut()
                        .map(name -> Path.of(name).getFileName().toString().replaceFirst("\\.json$", "")),
                Optional.of(JobWriter.write("search-schedule", job)
                        .path("model")
                        .path("type")
                        .asString("")),
                Optional.of(name(job.problem().objective())),
                Optional.of(job.problem().seed()),
                Optional.of((long) candidates(found)),
                last.map(Incumbent::onSearch),
                Optional.of(test.best().loss(found.scale())));
        return new ScheduleFile(found.best(), provenance, List.of());
    }

    private static void write(String name, String schedule, ObjectNode json) {
        try {
            Files.writeString(Path.of(name), schedule);
            json.withArray("files").add(name);
        } catch (IOException e) {
            throw new Failure("schedule " + name + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
