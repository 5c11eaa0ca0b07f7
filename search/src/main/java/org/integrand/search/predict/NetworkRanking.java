package org.integrand.search.predict;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.integrand.search.predict.Ranks.Scaling;

/// A small recurrent network that learns which of two candidates is the better one, from the pairs of a batch:
///
///     loss = mean over pairs of max(0, margin - (s_i - s_j) sign(y_i - y_j))
///
/// trained by Adam from scratch. Source: E. Liu et al., "A unified sampling framework for solver searching of
/// diffusion probabilistic models", ICLR 2024 (arXiv 2312.07243): linear, LSTM and one hidden layer of 32.
///
/// @param size   of each layer
/// @param epochs passes over the samples
/// @param batch  samples whose pairs are compared at once, at least 2
/// @param rate   of Adam at the start; falls to 0 along half a cosine
/// @param margin by which scores should differ
public record NetworkRanking(int size, int epochs, int batch, double rate, double margin) implements Predictor {
    public NetworkRanking {
        if (size < 1) throw new IllegalArgumentException("size " + size + ": expected at least 1");
        if (epochs < 1) throw new IllegalArgumentException("epochs " + epochs + ": expected at least 1");
        if (batch < 2) throw new IllegalArgumentException("batch " + batch + ": expected at least 2");
        if (!(rate > 0)) throw new IllegalArgumentException("rate " + rate + ": expected more than 0");
        if (!(margin > 0)) throw new IllegalArgumentException("margin " + margin + ": expected more than 0");
    }

    /// Size 32, 60 epochs of batches of 32, rate 3e-3, margin 0.1.
    public static NetworkRanking standard() {
        return new NetworkRanking(32, 60, 32, 3e-3, 0.1);
    }

    @Override
    public Fit fit(List<Sample> samples, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var scaling = Scaling.of(
                samples.stream().flatMap(s -> Arrays.stream(s.features())).toList());
        var scaled = samples.stream()
                .map(s -> new Sample(scaled(s.features(), scaling), s.value(), s.group()))
                .toList();
        var network = new LstmNetwork(samples.getFirst().features()[0].length, size, random);
        train(network, scaled, random);
        return features -> network.new Tape(scaled(features, scaling)).score;
    }

    private static double[][] scaled(double[][] features, Scaling scaling) {
        return Arrays.stream(features).map(scaling::apply).toArray(double[][]::new);
    }

    private void train(LstmNetwork network, List<Sample> samples, RandomGenerator random) {
        var adam = new Adam(network.zeros());
        double[][] gradient = network.zeros();
        int[] order = new int[samples.size()];
        Arrays.setAll(order, i -> i);
        int batches = (samples.size() + batch - 1) / batch;
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            for (int b = 0; b < batches; b++) {
                var part = Arrays.stream(order, b * samples.size() / batches, (b + 1) * samples.size() / batches)
                        .mapToObj(samples::get)
                        .toList();
                double done = (epoch + (double) b / batches) / epochs;
                for (double[] row : gradient) Arrays.fill(row, 0);
                if (descend(network, part, gradient))
                    adam.step(network.parameters, gradient, rate * 0.5 * (1 + Math.cos(Math.PI * done)));
            }
        }
    }

    /// The gradient of the batch's loss; false when no pair is too close or the wrong way round.
    private boolean descend(LstmNetwork network, List<Sample> part, double[][] gradient) {
        var tapes = part.stream().map(s -> network.new Tape(s.features())).toList();
        double[] pull = new double[part.size()];
        int pairs = 0;
        for (int i = 0; i < pull.length; i++) {
            for (int j = 0; j < i; j++) {
                if (part.get(i).group() != part.get(j).group()) continue;
                double sign = Math.signum(
                        Double.compare(part.get(i).value(), part.get(j).value()));
                if (sign == 0) continue;
                pairs++;
                if ((tapes.get(i).score - tapes.get(j).score) * sign >= margin) continue;
                pull[i] -= sign;
                pull[j] += sign;
            }
        }
        boolean any = false;
        for (int i = 0; i < pull.length; i++) {
            if (pull[i] == 0) continue;
            tapes.get(i).backward(pull[i] / pairs, gradient);
            any = true;
        }
        return any;
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }
}
