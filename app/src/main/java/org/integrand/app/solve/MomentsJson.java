package org.integrand.app.solve;

import java.util.List;
import org.integrand.app.job.JobFile;
import org.integrand.engine.ensemble.Moments;
import tools.jackson.databind.node.ObjectNode;

/// Moments over paths as a result shows them: by variable and by output. They are of the variables, then the
/// outputs.
record MomentsJson(SolveSetup setup) {
    /// What is told of a number that differs from path to path.
    private enum Statistic {
        MEAN("mean"),
        STANDARD_DEVIATION("standardDeviation"),
        STANDARD_ERROR("standardError"),
        STANDARD_DEVIATION_ERROR("standardDeviationError");

        private final String key;

        Statistic(String key) {
            this.key = key;
        }

        double of(Moments moments, int i) {
            return switch (this) {
                case MEAN -> moments.mean(i);
                case STANDARD_DEVIATION -> moments.standardDeviation(i);
                case STANDARD_ERROR -> moments.meanError(i);
                case STANDARD_DEVIATION_ERROR -> deviationError(moments, i);
            };
        }
    }

    /// d sqrt(v) = dv / (2 sqrt(v))
    static double deviationError(Moments moments, int i) {
        double deviation = moments.standardDeviation(i);
        return deviation == 0 ? 0 : moments.varianceError(i) / (2 * deviation);
    }

    /// `mean: {x: ...}, ..., outputs: {mean: {...}, ...}`
    void end(Moments end, ObjectNode json) {
        var outputs = JobFile.object();
        for (var statistic : Statistic.values()) {
            json.set(statistic.key, variables(end, statistic));
            outputs.set(statistic.key, outputs(end, statistic));
        }
        if (!setup.outputNames().isEmpty()) json.set("outputs", outputs);
    }

    private ObjectNode variables(Moments moments, Statistic statistic) {
        double[] values = new double[setup.system().dimension()];
        for (int i = 0; i < values.length; i++) values[i] = statistic.of(moments, i);
        return new StateJson(setup).variables(values);
    }

    private ObjectNode outputs(Moments moments, Statistic statistic) {
        var json = JobFile.object();
        int n = setup.system().dimension();
        for (int k = 0; k < setup.outputNames().size(); k++)
            StateJson.put(json, setup.outputNames().get(k), statistic.of(moments, n + k));
        return json;
    }

    /// `{t: [...], mean: {x: [...]}, ..., outputs: {mean: {...}, ...}}`
    ObjectNode saved(List<Moments> kept) {
        var json = JobFile.object();
        var times = json.putArray("t");
        kept.forEach(moments -> times.add(moments.t()));
        var outputs = JobFile.object();
        for (var statistic : Statistic.values()) {
            var y = json.putObject(statistic.key);
            var of = outputs.putObject(statistic.key);
            for (var moments : kept) {
                variables(moments, statistic)
                        .forEachEntry((name, value) -> y.withArray(name).add(value));
                outputs(moments, statistic)
                        .forEachEntry((name, value) -> of.withArray(name).add(value));
            }
        }
        if (!setup.outputNames().isEmpty()) json.set("outputs", outputs);
        return json;
    }
}
