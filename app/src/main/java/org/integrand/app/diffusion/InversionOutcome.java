package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// What a round trip gave.
///
/// @param begin `[sample][component]`, as it was held
/// @param turn  `[state][sample][component]` where it turned
/// @param times of these states
/// @param bits  kept for a number, on average, where bits are kept
record InversionOutcome(
        double[][] begin, List<double[][]> turn, List<Double> times, double[][] back, OptionalDouble bits) {
    static InversionOutcome of(List<RoundTrip.Trip> trips, int length, RoundTrip trip) {
        List<double[][]> turn = new ArrayList<>();
        int states = trips.getFirst().turn().size();
        for (int k = 0; k < states; k++) {
            int state = k;
            turn.add(rows(trips.stream().map(t -> t.turn().get(state)).toList(), length));
        }
        var levels = trip.two().levels();
        var bits = trips.stream()
                .filter(t -> t.bits().isPresent())
                .mapToDouble(t -> t.bits().getAsDouble())
                .average();
        return new InversionOutcome(
                rows(trips.stream().map(RoundTrip.Trip::begin).toList(), length),
                turn,
                trip.encodes()
                        ? trip.two().latentTimes()
                        : List.of(
                                        levels.getLast().t(),
                                        levels.get(levels.size() - 2).t())
                                .subList(0, Math.min(states, 2)),
                rows(trips.stream().map(RoundTrip.Trip::back).toList(), length),
                bits);
    }

    private static double[][] rows(List<double[]> batches, int length) {
        List<double[]> rows = new ArrayList<>();
        for (double[] batch : batches)
            for (int i = 0; i < batch.length / length; i++) rows.add(Precision.DOUBLE.row(batch, i, length));
        return rows.toArray(double[][]::new);
    }

    /// max |back - begin| / max |begin|.
    double error() {
        double error = 0;
        double size = Double.MIN_NORMAL;
        for (int i = 0; i < begin.length; i++)
            for (int j = 0; j < begin[i].length; j++) {
                double difference = Math.abs(back[i][j] - begin[i][j]);
                if (!(difference <= error)) error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                size = Math.max(size, Math.abs(begin[i][j]));
            }
        return error / size;
    }

    boolean bitEqual() {
        return Arrays.deepEquals(begin, back);
    }

    /// Largest size of a number where it turned.
    double largestTurn() {
        double largest = 0;
        for (double[][] state : turn)
            for (double[] row : state) for (double number : row) largest = Math.max(largest, Math.abs(number));
        return largest;
    }

    long numbers() {
        return (long) begin.length * begin[0].length * turn.size();
    }
}
