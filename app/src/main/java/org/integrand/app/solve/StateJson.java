package org.integrand.app.solve;

import java.util.List;
import org.integrand.app.job.JobFile;
import org.integrand.engine.solve.Sample;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// States as a result shows them: by variable, families as lists in the order of their indices.
record StateJson(SolveSetup setup) {
    ObjectNode variables(double[] y) {
        var json = JobFile.object();
        for (var family : setup.system().families()) {
            if (setup.system().isSingle(family)) {
                put(json, family.name(), y[family.position(family.from())]);
                continue;
            }
            var elements = json.putArray(family.name());
            for (int i = family.from(); i <= family.to(); i++) add(elements, y[family.position(i)]);
        }
        return json;
    }

    ObjectNode outputs(double t, double[] y) {
        var json = JobFile.object();
        double[] values = outputValues(t, y);
        for (int k = 0; k < values.length; k++) put(json, setup.outputNames().get(k), values[k]);
        return json;
    }

    double[] outputValues(double t, double[] y) {
        double[] values = new double[setup.outputNames().size()];
        setup.outputs().evaluate(t, y, values);
        return values;
    }

    /// `{t: [...], y: {x: [...], u: [[...], ...]}, outputs: {...}}`
    ObjectNode saved(List<Sample<double[]>> samples) {
        var json = JobFile.object();
        var times = json.putArray("t");
        samples.forEach(sample -> times.add(sample.t()));
        var y = json.putObject("y");
        for (var family : setup.system().families()) y.putArray(family.name());
        var outputs = JobFile.object();
        setup.outputNames().forEach(outputs::putArray);
        for (var sample : samples) {
            variables(sample.state())
                    .forEachEntry((name, value) -> y.withArray(name).add(value));
            outputs(sample.t(), sample.state())
                    .forEachEntry((name, value) -> outputs.withArray(name).add(value));
        }
        if (!outputs.isEmpty()) json.set("outputs", outputs);
        return json;
    }

    /// Rows of t, the variables, the outputs.
    double[][] rows(List<Sample<double[]>> samples) {
        return samples.stream()
                .map(sample -> {
                    double[] outputs = outputValues(sample.t(), sample.state());
                    double[] row = new double[1 + sample.state().length + outputs.length];
                    row[0] = sample.t();
                    System.arraycopy(sample.state(), 0, row, 1, sample.state().length);
                    System.arraycopy(outputs, 0, row, 1 + sample.state().length, outputs.length);
                    return row;
                })
                .toArray(double[][]::new);
    }

    static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) json.put(name, value);
        else json.set(name, JsonNodeFactory.instance.nullNode());
    }

    private static void add(ArrayNode array, double value) {
        if (Double.isFinite(value)) array.add(value);
        else array.addNull();
    }
}
