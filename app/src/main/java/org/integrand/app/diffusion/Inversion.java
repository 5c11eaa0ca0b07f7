package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.inversion.Amplification;
import org.integrand.diffusion.inversion.ReversibleRun;
import tools.jackson.databind.node.ObjectNode;

/// A round trip of data or of noise.
///
/// @param begin         what it begins with, `[sample][component]`
/// @param amplification of rounding, where the way back is exact
record Inversion(
        InvertJob job,
        Subject<?> subject,
        RoundTrip trip,
        double[][] begin,
        Optional<Amplification> amplification,
        Optional<ReportFolder> report)
        implements Work {
    /// The work; the subject is closed with it, also when it cannot be done.
    static Inversion of(InvertJob job, Subject<?> subject) {
        try {
            var plans = job.plans();
            var spec = job.sampler();
            var whole = TwoWay.of(spec, plans.plan(spec, job.plan().evaluations()), plans.noise());
            var trip = new RoundTrip(whole.part(job.strength()), job.encodes(), job.mode(), job.fractionBits());
            check(trip, spec);
            return new Inversion(
                    job,
                    subject,
                    trip,
                    job.begin(subject.dimension()),
                    trip.two().sampler().exact()
                            ? Optional.of(Amplification.of(
                                    job.encodes()
                                            ? trip.two().decode()
                                            : trip.two().along()))
                            : Optional.empty(),
                    job.out().map(Path::of).map(ReportFolder::at));
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    private static void check(RoundTrip trip, SamplerSpec spec) {
        trip.back(); // says what is wrong with the levels
        var arithmetic = trip.mode().arithmetic(trip.fractionBits());
        if (arithmetic.isEmpty()) return;
        double bits = new ReversibleRun(trip.there(), 1, arithmetic.get()).expectedBits();
        if (trip.mode() == InvertMode.FIXED && bits != 0)
            throw new IllegalArgumentException("mode fixed: " + spec.label()
                    + " multiplies states by a fraction in each step, expected gamma 1, or mode buffered");
    }

    private double expected() {
        return amplification.map(a -> a.error(job.mode().roundoff)).orElse(Double.NaN);
    }

    @Override
    public Result run(Run run) {
        try (subject) {
            run.progress().at(0, foretold());
            return run(subject, run);
        }
    }

    /// What is to be expected, said before anything runs.
    private String foretold() {
        return amplification
                .map(a -> String.format(
                        Locale.ROOT,
                        "rounding grows by %.2g, expected error %.1g",
                        a.factor(),
                        a.error(job.mode().roundoff)))
                .orElse("not exact: evaluations at the wrong end of each step");
    }

    private <Y> Result run(Subject<Y> asked, Run run) {
        long began = System.nanoTime();
        int length = asked.dimension();
        List<RoundTrip.Trip> trips = new ArrayList<>();
        for (int from = 0; from < begin.length; from += asked.batch()) {
            int to = Math.min(from + asked.batch(), begin.length);
            var part = new Run(
                    run.progress().part((double) from / begin.length, (double) to / begin.length),
                    run.cancellation(),
                    false);
            trips.add(trip.run(
                    asked.model(from, to - from), asked.precision(), Precision.DOUBLE.batch(begin, from, to), part));
        }
        var outcome = InversionOutcome.of(trips, length, trip);
        var json = result(outcome, (System.nanoTime() - began) * 1e-9);
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("invert")) : Optional.empty());
        folder.ifPresent(f -> new InversionReport(f, JobWriter.write("invert", job), subject.pictures(), turn())
                .write(outcome, json));
        String text = text(json, folder);
        return Double.isFinite(outcome.error())
                ? Result.of(json, text)
                : Result.failed(
                        json,
                        text,
                        "the way back overflowed, " + foretold() + ": expected a gamma nearer to 1 or fewer steps");
    }

    private ObjectNode result(InversionOutcome outcome, double seconds) {
        var json = JobFile.object()
                .put("command", "invert")
                .put("evaluations", trip.there().evaluations() + trip.back().evaluations())
                .put("steps", trip.there().steps().size())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("sampler", trip.there().sampler())
                .put("count", begin.length)
                .put("dimension", subject.dimension())
                .put("from", job.encodes() ? "data" : "noise")
                .put("mode", JobWriter.write("invert", job).get("mode").asString())
                .put("strength", job.strength())
                .put("exact", trip.two().sampler().exact());
        if (Double.isFinite(outcome.error())) json.put("roundTripError", outcome.error());
        else json.putNull("roundTripError");
        amplification.ifPresentOrElse(
                a -> json.put("amplification", a.factor()).put("expectedError", expected()),
                () -> json.putNull("amplification"));
        if (job.mode().exact()) json.put("bitEqual", outcome.bitEqual());
        if (outcome.bits().isPresent())
            json.put(
                    "bitsPerStep",
                    outcome.bits().getAsDouble() / (trip.there().steps().size() - (job.encodes() ? 0 : 1)));
        String turn = turn();
        json.put(turn + "Size", outcome.largestTurn());
        var times = json.putArray(turn + "Times");
        outcome.times().forEach(times::add);
        if (outcome.numbers() <= ModelSampling.FEW_NUMBERS) {
            var states = json.putArray(turn);
            for (double[][] state : outcome.turn()) {
                var rows = states.addArray();
                for (double[] row : state) ModelSampling.add(rows.addArray(), row);
            }
            var back = json.putArray("back");
            for (double[] row : outcome.back()) ModelSampling.add(back.addArray(), row);
        }
        var warnings = json.putArray("warnings");
        amplification.flatMap(a -> a.warning(job.mode().roundoff)).ifPresent(warnings::add);
        json.putArray("files");
        return json;
    }

    /// What the states are where it turns.
    private String turn() {
        return job.encodes() ? "latent" : "data";
    }

    private String text(ObjectNode json, Optional<ReportFolder> folder) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d samples of %d components from %s and back by %s, mode %s%n%d model evaluations, %.3f s%n"
                        + "round trip error %.3g%s%n",
                begin.length,
                subject.dimension(),
                job.encodes() ? "data to a latent" : "noise to data",
                json.get("sampler").asString(),
                json.get("mode").asString(),
                json.get("evaluations").intValue(),
                json.get("seconds").doubleValue(),
                json.get("roundTripError").asDouble(Double.POSITIVE_INFINITY),
                job.mode().exact()
                        ? ", " + (json.get("bitEqual").booleanValue() ? "" : "not ") + "equal to the last bit"
                        : ""));
        text.append(foretold()).append('\n');
        json.get("warnings")
                .forEach(w -> text.append("warning: ").append(w.asString()).append('\n'));
        folder.ifPresent(f -> text.append("report: ").append(f.path().resolve("index.html")));
        return text.toString();
    }
}
