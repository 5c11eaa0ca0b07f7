package org.integrand.engine.method.geometric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.SecondOrderProblem;
import org.integrand.engine.problem.VectorField;

/// The arithmetic of Gauss-Radau 15: a(t + x h) = a0 + b_0 x + ... + b_6 x^7. The first guess of b is
/// the polynomial of the last step continued, with what the sweeps corrected there.
final class RadauStepper implements Stepper<double[]> {
    private static final int MOST_SWEEPS = 12;

    /// least ratio of the next length to this one: below, the step is tried again
    private static final double LEAST = 0.25;

    private static final double MOST = 1 / LEAST;

    private final int n;
    private final VectorField<double[]> acceleration;
    private final RadauSteps steps;
    private final double[][] b;
    private final double[][] guess;
    private final double[][] lost; // by the sums of b
    private final double[][] g;
    private final double[] stage;
    private final double[] stageAcceleration;
    private final double[] slope;
    private final double[][] lastB; // of the accepted step
    private final double[][] lastGuess;
    private final RadauPiece piece;
    private Moment before;
    private Moment after;
    private double lastLength = Double.NaN;
    private double length;
    private double proposed = Double.NaN;

    RadauStepper(SecondOrderProblem problem, double epsilon, int perBody) {
        n = problem.halfDimension();
        acceleration = problem.acceleration();
        steps = new RadauSteps(epsilon, perBody);
        b = new double[7][n];
        guess = new double[7][n];
        lost = new double[7][n];
        g = new double[7][n];
        lastB = new double[7][n];
        lastGuess = new double[7][n];
        stage = new double[n];
        stageAcceleration = new double[n];
        slope = new double[2 * n];
        before = new Moment(n);
        after = new Moment(n);
        piece = new RadauPiece(n);
        restart(0, problem.whole().y0());
    }

    /// A state, what its additions lost, and its acceleration as far as it is known.
    private static final class Moment {
        final double[] y;
        final double[] lost;
        final double[] a;
        boolean known;

        Moment(int n) {
            y = new double[2 * n];
            lost = new double[2 * n];
            a = new double[n];
        }
    }

    @Override
    public double[] state() {
        return before.y;
    }

    @Override
    public double[] slope(double t) {
        requireAcceleration(t);
        System.arraycopy(before.y, n, slope, 0, n);
        System.arraycopy(before.a, 0, slope, n, n);
        return slope;
    }

    private void requireAcceleration(double t) {
        if (before.known) return;
        System.arraycopy(before.y, 0, stage, 0, n);
        acceleration.evaluate(t, stage, before.a);
        before.known = true;
    }

    @Override
    public double attempt(double t, double next) {
        double h = next - t;
        length = h;
        requireAcceleration(t);
        predict(h / lastLength);
        boolean solved = solve(t, h);
        finish(h);
        piece.over(t, next, before.y, after.y, before.a, b);
        if (!solved || !finite(after.y)) {
            proposed = Math.abs(h) * LEAST / 2;
            return Double.NaN;
        }
        double ratio = steps.ratio(before.a, b);
        proposed = Math.abs(h) * Math.min(ratio, MOST);
        double excess = LEAST / ratio;
        return excess * excess * excess * excess * excess * excess * excess;
    }

    private static boolean finite(double[] y) {
        for (double x : y) if (!Double.isFinite(x)) return false;
        return true;
    }

    /// b from the last step, q times as long as that one; zero when there is none or it tells nothing.
    private void predict(double q) {
        boolean tells = Math.abs(q) <= 20; // not NaN
        double power = 1;
        for (int k = 0; k < 7; k++) {
            power *= q;
            Arrays.fill(lost[k], 0);
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int l = 6; l >= k; l--) sum += RadauNodes.BINOMIAL[k][l] * lastB[l][i];
                guess[k][i] = tells ? power * sum : 0;
                b[k][i] = tells ? guess[k][i] + (lastB[k][i] - lastGuess[k][i]) : 0;
            }
        }
        for (int k = 0; k < 7; k++) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 6; j >= k; j--) sum += RadauNodes.TO_NEWTON[j][k] * b[j][i];
                g[k][i] = sum;
            }
        }
    }

    /// Sweeps over the nodes until b changes no more; false when it does not settle.
    private boolean solve(double t, double h) {
        double error = Double.POSITIVE_INFINITY;
        for (int sweep = 1; sweep <= MOST_SWEEPS; sweep++) {
            double errorBefore = error;
            double change = 0;
            double size = 0;
            for (int node = 1; node < 8; node++) {
                predictStage(RadauNodes.H[node], h);
                acceleration.evaluate(t + RadauNodes.H[node] * h, stage, stageAcceleration);
                for (int i = 0; i < n; i++) {
                    double last = correct(node, i);
                    if (node == 7) {
                        change = Math.max(change, Math.abs(last));
                        size = Math.max(size, Math.abs(stageAcceleration[i]));
                    }
                }
            }
            error = size == 0 ? change : change / size;
            if (error < 1e-16 || (sweep > 2 && error >= errorBefore)) return error < 1e-6;
        }
        return error < 1e-6;
    }

    /// stage = q(t + x h)
    private void predictStage(double x, double h) {
        for (int i = 0; i < n; i++) {
            double inner = b[0][i]
                    + x
                            / 2
                            * (b[1][i]
                                    + x
                                            * 0.6
                                            * (b[2][i]
                                                    + x
                                                            * 2
                                                            / 3
                                                            * (b[3][i]
                                                                    + x
                                                                            * 5
                                                                            / 7
                                                                            * (b[4][i]
                                                                                    + x
                                                                                            * 0.75
                                                                                            * (b[5][i]
                                                                                                    + x
                                                                                                            * 7
                                                                                                            / 9
                                                                                                            * b[6][
                                                                                                                    i])))));
            double move = x * h * (before.y[n + i] + x * h / 2 * (before.a[i] + x / 3 * inner));
            stage[i] = before.y[i] + (move + before.lost[i]);
        }
    }

    /// The divided difference g of one node anew, b changed with it; the change of the last b.
    private double correct(int node, int i) {
        double[] inverse = RadauNodes.INVERSE[node];
        double value = (stageAcceleration[i] - before.a[i]) * inverse[0];
        for (int k = 1; k < node; k++) value = (value - g[k - 1][i]) * inverse[k];
        double change = value - g[node - 1][i];
        g[node - 1][i] = value;
        double[] powers = RadauNodes.TO_POWERS[node - 1];
        for (int k = 0; k < node; k++) {
            double term = powers[k] * change + lost[k][i];
            double sum = b[k][i] + term;
            lost[k][i] = b[k][i] - sum + term;
            b[k][i] = sum;
        }
        return change;
    }

    /// The state at the end: terms added one by one, small ones first, with what was lost before.
    private void finish(double h) {
        System.arraycopy(before.y, 0, after.y, 0, 2 * n);
        System.arraycopy(before.lost, 0, after.lost, 0, 2 * n);
        for (int i = 0; i < n; i++) {
            for (int k = 6; k >= 0; k--) add(i, h * h * b[k][i] / ((k + 2) * (k + 3)));
            add(i, h * h * before.a[i] / 2);
            add(i, h * before.y[n + i]);
            add(i, h * before.lost[n + i]);
            for (int k = 6; k >= 0; k--) add(n + i, h * b[k][i] / (k + 2));
            add(n + i, h * before.a[i]);
        }
        after.known = false;
    }

    private void add(int i, double term) {
        double change = term + after.lost[i];
        double sum = after.y[i] + change;
        after.lost[i] = after.y[i] - sum + change;
        after.y[i] = sum;
    }

    @Override
    public double proposedStep() {
        return proposed;
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return piece;
    }

    @Override
    public void accept() {
        for (int k = 0; k < 7; k++) {
            System.arraycopy(b[k], 0, lastB[k], 0, n);
            System.arraycopy(guess[k], 0, lastGuess[k], 0, n);
        }
        lastLength = length;
        Moment old = before;
        before = after;
        after = old;
    }

    @Override
    public void restart(double t, double[] state) {
        System.arraycopy(state, 0, before.y, 0, 2 * n);
        Arrays.fill(before.lost, 0);
        before.known = false;
        lastLength = Double.NaN;
        proposed = Double.NaN;
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        var states = new ArrayList<double[]>();
        states.add(before.y);
        states.add(before.lost);
        for (int k = 0; k < 7; k++) states.add(pair(lastB[k], lastGuess[k]));
        return Optional.of(new Memory<>(states, List.of(lastLength, proposed)));
    }

    private double[] pair(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, 2 * n);
        System.arraycopy(second, 0, both, n, n);
        return both;
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        restart(t, memory.states().getFirst());
        System.arraycopy(memory.states().get(1), 0, before.lost, 0, 2 * n);
        for (int k = 0; k < 7; k++) {
            System.arraycopy(memory.states().get(2 + k), 0, lastB[k], 0, n);
            System.arraycopy(memory.states().get(2 + k), n, lastGuess[k], 0, n);
        }
        lastLength = memory.numbers().get(0);
        proposed = memory.numbers().get(1);
    }
}
