package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.integrand.app.job.JobFile;
import tools.jackson.databind.node.ObjectNode;

/// What samplers made of data.
record EditOutcome(EditJob job, double[][] data, List<Editing.Edit> edits, Function<double[][], int[]> judge) {
    /// Every figure.
    ObjectNode json(double seconds) {
        var json = JobFile.object()
                .put("command", "edit")
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("count", data.length)
                .put("dimension", data[0].length)
                .put("from", job.source())
                .put("to", job.target())
                .put("guidance", job.guidance())
                .put("strength", job.strength())
                .put("dataRead", share(data, job.source()));
        var rows = json.putArray("rows");
        for (Editing.Edit edit : edits) {
            var two = edit.way().two();
            var row = rows.addObject()
                    .put("sampler", edit.way().spec().label())
                    .put("steps", two.levels().size() - 1)
                    .put("encodeEvaluations", two.encode().evaluations())
                    .put("decodeEvaluations", two.decode().evaluations())
                    .put("changed", share(edit.edited(), job.target()))
                    .put("distance", distance(edit.edited(), data))
                    .put("identityError", relative(edit.same(), data))
                    .put("identityDistance", distance(edit.same(), data))
                    .put("latentError", edit.latentError());
            edit.way()
                    .amplification()
                    .ifPresentOrElse(a -> row.put("amplification", a.factor()), () -> row.putNull("amplification"));
        }
        json.putArray("files");
        return json;
    }

    /// The part of the samples that the judge reads as a class.
    private double share(double[][] samples, int wanted) {
        int[] read = judge.apply(samples);
        return (double) Arrays.stream(read).filter(k -> k == wanted).count() / read.length;
    }

    /// Root mean square difference of a component.
    static double distance(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < a[i].length; j++) sum += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
        return Math.sqrt(sum / ((double) a.length * a[0].length));
    }

    /// max |a - b| / max |b|.
    static double relative(double[][] a, double[][] b) {
        double error = 0;
        double size = Double.MIN_NORMAL;
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < a[i].length; j++) {
                double difference = Math.abs(a[i][j] - b[i][j]);
                if (!(difference <= error)) error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                size = Math.max(size, Math.abs(b[i][j]));
            }
        return error / size;
    }
}
