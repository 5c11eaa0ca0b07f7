package org.integrand.app.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.report.Npy;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.digits.DigitJudge.Estimate;
import org.integrand.diffusion.digits.DigitJudge.Verdict;
import org.integrand.diffusion.digits.DigitModel;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a comparison of digits, kept in the file `rows.json` of its folder as they are made. Rows
/// of an earlier run count when that run had the same model, schedule, ends, noise, classes and guidance.
final class DigitsTable {
    /// The label of the converged solution.
    static final String REFERENCE = "converged";

    private static final String FILE = "rows.json";
    private static final String CONVERGED = "converged.npy";

    /// One sampler with one number of evaluations; `distance` is the RMS pixel distance to the converged
    /// samples.
    record Row(
            String label, String plan, int evaluations, int steps, Verdict verdict, double distance, double seconds) {}

    private final ObjectNode common;
    private final Optional<ReportFolder> folder;
    private final List<Row> rows = new ArrayList<>();

    private DigitsTable(ObjectNode common, Optional<ReportFolder> folder) {
        this.common = common;
        this.folder = folder;
    }

    static DigitsTable of(CompareJob job, Optional<ReportFolder> folder) {
        var common = JobWriter.write("compare", job);
        common.remove(List.of("samplers", "evaluations", "out"));
        common.put("guidance", job.wish().guidance());
        var table = new DigitsTable(common, folder);
        folder.map(f -> f.path().resolve(FILE)).filter(Files::exists).ifPresent(table::read);
        return table;
    }

    private void read(Path file) {
        var kept = JobFile.readOne(file);
        if (!kept.path("common").equals(JobFile.parse(common.toString()))) return;
        for (var row : kept.path("rows")) {
            var leaveOut = new ArrayList<Double>();
            for (var value : row.path("leaveOut")) leaveOut.add(value.asDouble());
            var verdict = new Verdict(
                    row.path("count").asInt(),
                    new Estimate(
                            row.path("fd").asDouble(Double.NaN),
                            row.path("fdError").asDouble(Double.NaN)),
                    new Estimate(
                            row.path("agreement").asDouble(),
                            row.path("agreementError").asDouble()),
                    leaveOut);
            rows.add(new Row(
                    row.path("sampler").asString(),
                    row.path("plan").asString(),
                    row.path("evaluations").asInt(),
                    row.path("steps").asInt(),
                    verdict,
                    row.path("distance").asDouble(),
                    row.path("seconds").asDouble()));
        }
    }

    List<Row> rows() {
        return rows;
    }

    boolean holds(DigitsComparison.Entry entry) {
        return rows.stream()
                .anyMatch(row -> row.label().equals(entry.label())
                        && (entry.route() instanceof Route.Chosen || row.evaluations() == entry.evaluations()));
    }

    /// The converged samples of an earlier run.
    Optional<float[]> converged() {
        return folder.map(f -> f.path().resolve(CONVERGED))
                .filter(file -> Files.exists(file) && !rows.isEmpty())
                .map(file -> DigitBatches.flat(NumberFile.read(file)));
    }

    void keepConverged(float[] samples) {
        int count = samples.length / DigitModel.PIXELS;
        folder.ifPresent(f -> f.write(CONVERGED, Npy.bytes(samples, count, DigitModel.PIXELS)));
    }

    void add(String label, DigitBatches.Outcome outcome, Verdict verdict, double distance, double seconds) {
        var plan = outcome.plan().orElseThrow();
        rows.removeIf(row -> row.label().equals(label) && row.evaluations() == outcome.evaluations());
        rows.add(new Row(
                label, plan.sampler(), outcome.evaluations(), plan.steps().size(), verdict, distance, seconds));
        folder.ifPresent(f -> {
            var content = JobFile.object();
            content.set("common", common);
            content.set("rows", json());
            f.write(FILE, content.toPrettyString() + "\n");
        });
    }

    /// All rows, with what the error of a difference needs.
    ArrayNode json() {
        var table = JobFile.object().putArray("rows");
        for (Row row : rows) {
            var one = table.addObject()
                    .put("sampler", row.label())
                    .put("plan", row.plan())
                    .put("evaluations", row.evaluations())
                    .put("steps", row.steps())
                    .put("count", row.verdict().samples())
                    .put("fd", row.verdict().frechetDistance().value())
                    .put("fdError", row.verdict().frechetDistance().standardError())
                    .put("agreement", row.verdict().agreement().value())
                    .put("agreementError", row.verdict().agreement().standardError())
                    .put("distance", row.distance())
                    .put("seconds", row.seconds());
            var leaveOut = one.putArray("leaveOut");
            row.verdict().leaveOut().forEach(leaveOut::add);
        }
        return table;
    }

    /// The reference row.
    static Optional<Row> reference(List<Row> rows) {
        return rows.stream().filter(row -> row.label().equals(REFERENCE)).findFirst();
    }
}
