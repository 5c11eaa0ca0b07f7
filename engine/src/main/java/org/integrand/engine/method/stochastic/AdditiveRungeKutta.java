package org.integrand.engine.method.stochastic;

import java.util.List;

/// The arithmetic of an [AdditiveTableau].
final class AdditiveRungeKutta implements Scheme {
    private final double[][] rows;
    private final double[] nodes;
    private final double[] weights;
    private final double[] lower;
    private final double[] atStart;
    private final double[] atEnd;
    private final double[][] slopes;
    private final double[] stage;
    private final double[] mean; // I / h
    private final double[] startMean; // g(t) I / h
    private final double[] endMean; // g(t1) I / h
    private final double[] noise; // g(t1) (dW - I / h) + g(t) I / h
    private final double[] euler; // g(t) dW

    AdditiveRungeKutta(AdditiveTableau tableau, StochasticStep step) {
        rows = tableau.rows().stream().map(AdditiveRungeKutta::array).toArray(double[][]::new);
        nodes = array(tableau.nodes());
        weights = array(tableau.weights());
        lower = array(tableau.lower());
        atStart = array(tableau.atStart());
        atEnd = array(tableau.atEnd());
        slopes = step.space.allocate(nodes.length);
        stage = step.space.allocate();
        mean = new double[step.increment.length];
        startMean = step.space.allocate();
        endMean = step.space.allocate();
        noise = step.space.allocate();
        euler = step.space.allocate();
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void advance(StochasticStep step) {
        double h = step.length();
        weighNoise(step, h);
        double[] y = step.before;
        step.space.copy(step.driftBefore(), slopes[0]);
        for (int s = 1; s < nodes.length; s++) {
            for (int i = 0; i < y.length; i++) {
                double sum = 0;
                for (int j = 0; j < s; j++) sum += rows[s][j] * slopes[j][i];
                stage[i] = y[i] + (h * sum + atStart[s] * startMean[i] + atEnd[s] * endMean[i]);
            }
            step.drift.evaluate(nodes[s] == 1 ? step.end : step.start + nodes[s] * h, stage, slopes[s]);
        }
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            double difference = 0;
            for (int j = 0; j < nodes.length; j++) {
                sum += weights[j] * slopes[j][i];
                difference += (weights[j] - lower[j]) * slopes[j][i];
            }
            step.after[i] = y[i] + (h * sum + noise[i]);
            step.error[i] = h * difference + (noise[i] - euler[i]);
        }
    }

    private void weighNoise(StochasticStep step, double h) {
        for (int j = 0; j < mean.length; j++) mean[j] = step.integral[j] / h;
        step.noise.times(step.noiseBefore(), step.increment, euler);
        step.noise.times(step.noiseBefore(), mean, startMean);
        step.noise.times(step.noiseAfter(), mean, endMean);
        step.noise.times(step.noiseAfter(), step.increment, noise);
        for (int i = 0; i < noise.length; i++) noise[i] += startMean[i] - endMean[i];
    }
}
