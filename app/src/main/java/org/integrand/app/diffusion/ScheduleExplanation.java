package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.usf.Corrector;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Derivative;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.Relaxation;
import org.integrand.diffusion.usf.SolverNames;
import org.integrand.diffusion.usf.SolverSchedule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a schedule decides at each step, as a table and a picture, and which known solvers it is.
///
/// @param levels of all points
record ScheduleExplanation(
        ScheduleJob job, SolverFile solver, List<NoiseLevel> levels, List<String> names, Optional<ReportFolder> report)
        implements Work {
    private static final List<String> HEAD =
            List.of("step", "t", "lambda", "form", "order", "in", "from", "points", "factor", "corrector");

    static ScheduleExplanation of(ScheduleJob job) {
        var solver = job.solver();
        var noise = job.plans().noise();
        List<NoiseLevel> levels = java.util.Arrays.stream(solver.schedule().times())
                .mapToObj(noise::at)
                .toList();
        return new ScheduleExplanation(
                job,
                solver,
                levels,
                SolverNames.of(solver.schedule(), noise),
                job.out().map(Path::of).map(ReportFolder::at));
    }

    private SolverSchedule schedule() {
        return solver.schedule();
    }

    @Override
    public Result run(Run run) {
        var json = JobFile.object()
                .put("command", "schedule")
                .put("action", "explain")
                .put("name", solver.name())
                .put("evaluations", schedule().evaluations())
                .put("steps", schedule().steps().size())
                .put("seed", job.seed());
        names.forEach(json.putArray("solvers")::add);
        if (!solver.file().modelKnobs().isEmpty())
            solver.file().modelKnobs().forEach(json.putArray("skipCoefficientsNotApplied")::add);
        json.set("schedule", JsonMapper.shared().readTree(solver.file().write()));
        json.putArray("files");
        report.ifPresent(folder -> write(folder, json));
        return Result.of(json, text());
    }

    private String text() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d evaluations, %d steps, first value %s%s%n",
                solver.name(),
                schedule().evaluations(),
                schedule().steps().size(),
                first(),
                schedule().denoiseToZero() ? ", then a step to zero noise" : ""));
        text.append(said()).append(System.lineSeparator());
        if (!solver.file().modelKnobs().isEmpty())
            text.append(
                            "skip_coefficients change the network they were searched for; they are kept, not applied (digits have"
                                    + " skips of their own, key model.skips)")
                    .append(System.lineSeparator());
        var table = new ArrayList<List<String>>(List.of(HEAD));
        table.addAll(rows());
        return text.append(CompareReport.aligned(table)).toString();
    }

    private String said() {
        return names.isEmpty() ? "no known solver" : "at its times the same as " + String.join(" = ", names);
    }

    private String first() {
        return switch (schedule().first()) {
            case MODEL -> "the model's";
            case UNIT -> "guessed, data of mean 0 and variance 1";
            case ZERO -> "guessed, data 0";
            case MEAN -> "guessed, data at their mean";
        };
    }

    private List<List<String>> rows() {
        return IntStream.range(0, schedule().steps().size()).mapToObj(this::row).toList();
    }

    private List<String> row(int i) {
        Decision step = schedule().steps().get(i);
        NoiseLevel from = levels.get(i + 1 + step.start());
        return List.of(
                Integer.toString(i + 1),
                number(step.to()),
                number(levels.get(i + 1).halfLogSnr()),
                form(step.form()),
                Integer.toString(step.order()),
                variable(step.interpolation()),
                "t " + number(from.t()),
                points(step.derivatives()),
                factor(step.derivatives()),
                corrector(step.corrector()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }

    static String form(Form form) {
        return switch (form) {
            case NOISE -> "noise";
            case DATA -> "data";
            case EMPIRICAL -> "statistics";
        };
    }

    private static String variable(Interpolation variable) {
        return variable == Interpolation.TIME ? "t" : variable.name().toLowerCase(Locale.ROOT);
    }

    /// The points of each derivative; once where they are the same.
    private static String points(List<Derivative> derivatives) {
        String all = derivatives.stream()
                .map(d -> d.points().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .distinct()
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "-" : all;
    }

    private static String factor(List<Derivative> derivatives) {
        String all = derivatives.stream()
                .filter(d -> d.relaxation() != Relaxation.NONE)
                .map(d -> d.relaxation() == Relaxation.LINEAR
                        ? String.format(Locale.ROOT, "1 %+.3g h", d.coefficient())
                        : d.relaxation().key())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "-" : all;
    }

    private static String corrector(Corrector corrector) {
        if (!corrector.present()) return "-";
        return corrector.kind().key() + ", order " + corrector.order()
                + (factor(corrector.derivatives()).equals("-") ? "" : ", " + factor(corrector.derivatives()));
    }

    private void write(ReportFolder folder, ObjectNode json) {
        folder.write("schedule.json", solver.file().write());
        var page = new ReportPage(solver.name(), said())
                .figures(
                        new ReportPage.Figure(Integer.toString(schedule().evaluations()), "model evaluations"),
                        new ReportPage.Figure(
                                Integer.toString(schedule().steps().size()), "steps"),
                        new ReportPage.Figure(
                                schedule().first() == FirstValue.MODEL ? "model" : "guess", "first value"));
        timeline().ifPresent(plot -> {
            folder.write("timeline.png", plot.png());
            folder.write("timeline.svg", plot.svg());
            page.picture("timeline.png", "Each step at the half log signal-to-noise ratio it leads to, by its order");
        });
        page.table("Decisions", HEAD, rows());
        folder.finish(JobWriter.write("schedule", job), json, page);
    }

    /// Order against lambda: steps by their form, and correctors.
    private Optional<Plot> timeline() {
        List<Plot.Line> marks = new ArrayList<>();
        for (Form form : Form.values())
            marks(form(form), step -> step.form() == form, Decision::order).ifPresent(marks::add);
        marks(
                        "corrector",
                        step -> step.corrector().present(),
                        step -> step.corrector().order())
                .ifPresent(marks::add);
        return marks("steps", _ -> true, Decision::order)
                .map(path -> Plot.marks(solver.name(), "lambda", "order", path, marks));
    }

    private Optional<Plot.Line> marks(String name, Predicate<Decision> which, ToIntFunction<Decision> order) {
        int[] steps = IntStream.range(0, schedule().steps().size())
                .filter(i -> which.test(schedule().steps().get(i))
                        && !levels.get(i + 1).noiseless())
                .toArray();
        if (steps.length == 0) return Optional.empty();
        return Optional.of(new Plot.Line(
                name,
                IntStream.of(steps)
                        .mapToDouble(i -> levels.get(i + 1).halfLogSnr())
                        .toArray(),
                IntStream.of(steps)
                        .mapToDouble(i -> order.applyAsInt(schedule().steps().get(i)))
                        .toArray()));
    }
}
