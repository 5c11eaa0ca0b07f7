package org.integrand.engine.quadrature;

/// Wynn's epsilon algorithm: guesses the limit of a sequence from its last terms. Only the even columns
/// are kept; T_j(n), from the terms up to s_n, follows from the cross rule
///
/// 1/(E - C) = 1/(S - C) + 1/(N - C) - 1/(W - C)
///
/// with S = T_j(n), C = T_j(n - 1), N = T_j(n - 2), W = T_(j-1)(n - 2), E = T_(j+1)(n). Of a diagonal
/// the entry with the smallest |S - C| + |C - N| + |E - S| is taken; its error is how far the last
/// three guesses were from it. Where a cross is degenerate (equal neighbours to rounding, or an
/// irregular one) the diagonal ends.
///
/// Sources: P. Wynn, "On a device for computing the e_m(S_n) transformation", MTAC 10 (1956); the
/// choice and the error: QUADPACK, QELG.
final class EpsilonTable {
    private static final int COLUMNS = 25;
    private static final double EPSILON = KronrodRule.EPSILON;
    private static final double ROUNDING = 8 * EPSILON;
    private static final double IRREGULAR = 1e-4;
    private static final int GUESSES = 3;

    private double[] now = new double[COLUMNS];
    private double[] last = new double[COLUMNS];
    private double[] beforeLast = new double[COLUMNS];
    private int lengthNow;
    private int lengthLast;
    private int lengthBeforeLast;
    private int terms;

    private final double[] guesses = new double[GUESSES];
    private int guessed;
    private double limit = Double.NaN;
    private double error = Double.POSITIVE_INFINITY;
    private double best = Double.POSITIVE_INFINITY;
    private boolean equalToRounding;

    /// The next term without a guess.
    void add(double term) {
        shift();
        now[0] = term;
        lengthNow = 1;
        terms++;
        for (int j = 0; j + 1 < COLUMNS && j < lengthLast && j < lengthBeforeLast; j++) if (!cross(j)) break;
    }

    private void shift() {
        double[] oldest = beforeLast;
        beforeLast = last;
        last = now;
        now = oldest;
        lengthBeforeLast = lengthLast;
        lengthLast = lengthNow;
    }

    /// The next term and a guess of the limit.
    void extrapolate(double term) {
        equalToRounding = false;
        best = Double.POSITIVE_INFINITY;
        limit = term;
        add(term);
        guessed++;
        if (equalToRounding) {
            error = Math.max(best, 5 * EPSILON * Math.abs(limit));
            return;
        }
        error = Double.POSITIVE_INFINITY;
        if (guessed > GUESSES) {
            error = 0;
            for (double guess : guesses) error += Math.abs(limit - guess);
        }
        guesses[guessed % GUESSES] = limit;
        error = Math.max(error, 5 * EPSILON * Math.abs(limit));
    }

    /// Entry j + 1 of the diagonal; whether there is one.
    private boolean cross(int j) {
        double south = now[j];
        double centre = last[j];
        double north = beforeLast[j];
        double down = south - centre;
        double up = centre - north;
        boolean downEqual = equal(down, south, centre);
        boolean upEqual = equal(up, centre, north);
        double rounding = ROUNDING * Math.max(Math.abs(centre), Math.abs(south));
        if (Math.abs(down) <= rounding && Math.abs(up) <= rounding) {
            equalToRounding = true;
            limit = south;
            best = Math.abs(down) + Math.abs(up);
            return false;
        }
        double across = j == 0 ? Double.POSITIVE_INFINITY : centre - beforeLast[j - 1];
        if (downEqual || upEqual || (j > 0 && equal(across, centre, beforeLast[j - 1]))) return false;
        double sum = 1 / across + 1 / down - 1 / up;
        if (!(Math.abs(sum * centre) > IRREGULAR)) return false;
        double east = centre + 1 / sum;
        now[j + 1] = east;
        lengthNow = j + 2;
        double size = Math.abs(down) + Math.abs(up) + Math.abs(east - south);
        if (size <= best) {
            best = size;
            limit = east;
        }
        return true;
    }

    private static boolean equal(double difference, double a, double b) {
        return Math.abs(difference) <= EPSILON * Math.max(Math.abs(a), Math.abs(b));
    }

    double limit() {
        return limit;
    }

    double error() {
        return error;
    }

    /// Whether nothing but the last term is left to extrapolate from.
    boolean hasCollapsed() {
        return terms > 2 && lengthNow == 1;
    }
}
