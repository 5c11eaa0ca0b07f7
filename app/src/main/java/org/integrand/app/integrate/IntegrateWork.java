package org.integrand.app.integrate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.FourierIntegral;
import org.integrand.engine.quadrature.Quadrature;
import org.integrand.engine.quadrature.multi.Cubature;
import org.integrand.engine.quadrature.multi.CubatureMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An integral and what is told about it.
record IntegrateWork(IntegrateJob job, IntegrateSetup setup, Optional<ReportFolder> report) {
    private static final int MOST_OF_CUBATURE = 6;

    /// An estimate and by what.
    record Found(String method, Estimate estimate) {}

    Result run(Run run) {
        long start = System.nanoTime();
        var found = setup.variables().size() == 1 && !severalOnly() ? line(run) : volume(run);
        double seconds = (System.nanoTime() - start) * 1e-9;
        var json = json(found, seconds);
        report.ifPresent(folder -> new IntegrateReport(folder, job, setup).write(found, json));
        String text = text(found, seconds);
        var estimate = found.estimate();
        return switch (estimate.ending()) {
            case CONVERGED -> Result.of(json, text);
            case CANCELLED -> new Result(json, text, true);
            default -> Result.failed(json, text, estimate.message());
        };
    }

    private boolean severalOnly() {
        return switch (job.method()) {
            case CUBATURE, MONTE_CARLO, SOBOL -> true;
            default -> false;
        };
    }

    private Found line(Run run) {
        var integral = setup.line();
        if (setup.frequency().isPresent()) {
            var wave = job.cosine().isPresent() ? FourierIntegral.Wave.COSINE : FourierIntegral.Wave.SINE;
            var fourier = new FourierIntegral(integral, wave, setup.frequency().get());
            return new Found("fourier", fourier.integrate(setup.goal(), run.progress(), run.cancellation()));
        }
        return switch (job.method()) {
            case TANH_SINH -> by(Quadrature.doubleExponential(), run);
            case GAUSS_LEGENDRE -> new Found("gauss-legendre", GaussianSum.of(integral, job.nodes(), setup.goal()));
            case AUTO -> automatic(run);
            default -> by(Quadrature.adaptive(), run);
        };
    }

    /// Where rounding or a singularity stops Gauss-Kronrod, tanh-sinh may get further.
    private Found automatic(Run run) {
        var first = by(Quadrature.adaptive(), run);
        return switch (first.estimate().ending()) {
            case ROUND_OFF, SINGULAR_POINT, STALLED -> {
                var second = by(Quadrature.doubleExponential(), run);
                yield second.estimate().converged() ? second : first;
            }
            default -> first;
        };
    }

    private Found by(Quadrature quadrature, Run run) {
        var estimate = quadrature
                .goal(setup.goal())
                .progress(run.progress())
                .cancellation(run.cancellation())
                .integrate(setup.line());
        return new Found(quadrature.method().name(), estimate);
    }

    private Found volume(Run run) {
        var method = switch (job.method()) {
            case MONTE_CARLO -> new CubatureMethod.MonteCarlo(job.seed());
            case SOBOL -> new CubatureMethod.Sobol(job.seed());
            case AUTO ->
                setup.variables().size() > MOST_OF_CUBATURE
                        ? new CubatureMethod.Sobol(job.seed())
                        : new CubatureMethod.Adaptive();
            default -> new CubatureMethod.Adaptive();
        };
        var estimate = Cubature.by(method)
                .goal(setup.goal())
                .parallel(true)
                .progress(run.progress())
                .cancellation(run.cancellation())
                .integrate(setup.volume());
        return new Found(method.name(), estimate);
    }

    private ObjectNode json(Found found, double seconds) {
        var estimate = found.estimate();
        var json = JobFile.object().put("command", "integrate").put("method", found.method());
        json.set("value", value(estimate.values()));
        json.set("errorEstimate", number(estimate.error()));
        json.put("evaluations", estimate.evaluations())
                .put("seconds", seconds)
                .put("termination", spelled(estimate.ending()))
                .put("message", estimate.message())
                .put("seed", job.seed())
                .putArray("files");
        return json;
    }

    private JsonNode value(double[] values) {
        if (job.integrand().isPresent()) return number(values[0]);
        if (job.complex().isPresent()) {
            var both = JobFile.object();
            both.set("re", number(values[0]));
            both.set("im", number(values[1]));
            return both;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        for (double one : values) list.add(number(one));
        return list;
    }

    private static JsonNode number(double value) {
        var make = JsonNodeFactory.instance;
        return Double.isFinite(value) ? make.numberNode(value) : make.nullNode();
    }

    /// `evaluation-limit`
    static String spelled(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String text(Found found, double seconds) {
        var estimate = found.estimate();
        var text = new StringBuilder();
        List<String> names = setup.names();
        for (int k = 0; k < names.size(); k++)
            text.append(names.size() > 1 ? names.get(k) + " = " : "")
                    .append(estimate.values()[k])
                    .append('\n');
        text.append(String.format(Locale.ROOT, "error at most about %.2g, %s%n", estimate.error(), estimate.message()));
        text.append(String.format(
                Locale.ROOT, "%s: %,d evaluations, %.3g s%n", found.method(), estimate.evaluations(), seconds));
        report.ifPresent(folder -> text.append("report: ")
                .append(folder.path().resolve("index.html"))
                .append('\n'));
        return text.toString();
    }
}
