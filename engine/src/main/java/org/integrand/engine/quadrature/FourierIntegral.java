package org.integrand.engine.quadrature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// The integral of f(x) cos(w x) or f(x) sin(w x) over [a, b] or [a, inf); f need not decay fast: 1/x
/// is enough.
///
/// ```java
/// FourierIntegral.sine(x -> 1 / x, 1, 1, POSITIVE_INFINITY).integrate(Goal.DEFAULT)     // pi/2 - Si(1)
/// ```
///
/// A tail is the sum of integrals over half-turns, c = (2 floor(|w|) + 1) pi/|w| long, an alternating
/// series whose limit the epsilon algorithm finds.
///
/// Source: QUADPACK, QAWO and QAWF.
///
/// @param plain     f and the range; the right end may be infinite
/// @param wave      which of both
/// @param frequency w
public record FourierIntegral(Integral plain, Wave wave, double frequency) {
    /// The oscillating factor.
    public enum Wave {
        /// cos(w x)
        COSINE,
        /// sin(w x)
        SINE
    }

    private static final int CYCLES = 2000;
    private static final int LEAST_CYCLES = 6;
    private static final int PATIENCE = 40;
    private static final double STEADY = 1 - 1e-6; // terms that do not shrink have no sum

    public FourierIntegral {
        if (!Double.isFinite(frequency))
            throw new IllegalArgumentException("frequency " + frequency + ": expected a finite number");
        if (Double.isInfinite(plain.from()) || plain.to() == Double.NEGATIVE_INFINITY)
            throw new IllegalArgumentException("range " + plain.from() + " ... " + plain.to()
                    + ": expected a finite start, and a finite end or +infinity");
    }

    /// f(x) cos(w x) from a to b.
    public static FourierIntegral cosine(DoubleUnaryOperator f, double w, double a, double b) {
        return new FourierIntegral(Integral.of(f, a, b), Wave.COSINE, w);
    }

    /// f(x) sin(w x) from a to b.
    public static FourierIntegral sine(DoubleUnaryOperator f, double w, double a, double b) {
        return new FourierIntegral(Integral.of(f, a, b), Wave.SINE, w);
    }

    /// The integral as well as it can be known.
    public Estimate integrate(Goal goal) {
        return integrate(goal, Progress.NONE, Cancellation.NONE);
    }

    /// The same, heard of and stoppable.
    public Estimate integrate(Goal goal, Progress progress, Cancellation cancellation) {
        boolean tail = Double.isInfinite(plain.to());
        if (!tail || frequency == 0) return piece(plain.from(), plain.to(), goal, progress, cancellation);
        return tail(goal, progress, cancellation);
    }

    double factor(double x) {
        return wave == Wave.COSINE ? Math.cos(frequency * x) : Math.sin(frequency * x);
    }

    private Estimate piece(double a, double b, Goal goal, Progress progress, Cancellation cancellation) {
        var range = new Integral(plain.integrand(), plain.components(), a, b, within(a, b));
        if (a == b) return Quadrature.adaptive().integrate(range);
        if (frequency == 0) {
            var product = new Integral(this::product, plain.components(), a, b, range.breakpoints());
            return new Quadrature(new QuadratureMethod.Adaptive(), goal, progress, cancellation).integrate(product);
        }
        var f = new Evaluations(plain.integrand(), progress, cancellation);
        var rule = new FilonRule(f, this, goal.norm());
        return new Bisection(rule, f, goal, plain.components())
                .run(Segment.of(range))
                .times(range.sign());
    }

    private void product(double x, double[] into) {
        plain.integrand().evaluate(x, into);
        double factor = factor(x);
        for (int c = 0; c < into.length; c++) into[c] *= factor;
    }

    private List<Double> within(double a, double b) {
        return plain.breakpoints().stream()
                .filter(p -> p > Math.min(a, b) && p < Math.max(a, b))
                .toList();
    }

    private Estimate tail(Goal goal, Progress progress, Cancellation cancellation) {
        double turn = Math.abs(frequency);
        double cycle = (2 * Math.floor(turn) + 1) * Math.PI / turn;
        int n = plain.components();
        var tables = new ArrayList<EpsilonTable>();
        for (int c = 0; c < n; c++) tables.add(new EpsilonTable());
        double[] sum = new double[n];
        double[] limit = new double[n];
        double[] errors = new double[n];
        double[] best = new double[n];
        double bestError = Double.POSITIVE_INFINITY;
        double sumOfErrors = 0;
        double bestPieces = 0;
        double firstError = Double.NaN;
        long evaluations = 0;
        int idle = 0;
        double now = Double.NaN; // sizes of the last terms
        double last = Double.NaN;
        double before = Double.NaN;
        var intervals = new ArrayList<Estimate.Interval>();
        double a = plain.from();
        for (int k = 0; k < CYCLES; k++) {
            double b = plain.from() + (k + 1) * cycle;
            double part = Math.max(0.1 * Math.pow(0.9, k), 1e-3);
            double size = goal.norm().of(k < LEAST_CYCLES ? sum : best);
            double allowed = Math.max(part * goal.allowed(size), Double.MIN_NORMAL);
            long left = goal.evaluations() - evaluations;
            if (left < 1) return tail(best, bestError + bestPieces, evaluations, Ending.EVALUATION_LIMIT, intervals);
            var pieceGoal = new Goal(allowed, k == 0 ? 0.1 * Math.max(goal.relative(), 1e-13) : 0, goal.norm(), left);
            var piece = piece(a, b, pieceGoal, Progress.NONE, cancellation);
            evaluations += piece.evaluations();
            switch (piece.ending()) {
                case CANCELLED, NON_FINITE, DIVERGENT -> {
                    return new Estimate(sum, piece.error(), evaluations, piece.ending(), piece.message(), intervals);
                }
                default -> intervals.add(new Estimate.Interval(a, b, piece.error()));
            }
            sumOfErrors += piece.error();
            for (int c = 0; c < n; c++) {
                sum[c] += piece.values()[c];
                tables.get(c).extrapolate(sum[c]);
                limit[c] = tables.get(c).limit();
                errors[c] = tables.get(c).error();
            }
            double error = goal.norm().of(errors);
            idle++;
            if (error < bestError) {
                idle = 0;
                bestError = error;
                bestPieces = sumOfErrors;
                System.arraycopy(limit, 0, best, 0, n);
                if (Double.isNaN(firstError)) firstError = error;
            }
            double reached = 2 * bestError + bestPieces;
            progress.at(Goal.fraction(firstError, reached, goal.allowed(best)), "error " + (float) reached);
            before = last;
            last = now;
            now = goal.norm().of(piece.values());
            if (k >= LEAST_CYCLES && now >= STEADY * last && now >= STEADY * before && now > 10 * goal.allowed(best))
                return tail(sum, now, evaluations, Ending.DIVERGENT, intervals);
            if (k >= LEAST_CYCLES && reached <= goal.allowed(best))
                return tail(best, reached, evaluations, Ending.CONVERGED, intervals);
            if (k >= LEAST_CYCLES && idle > PATIENCE) break;
            a = b;
        }
        boolean noise = bestError <= bestPieces;
        return tail(
                best, 2 * bestError + bestPieces, evaluations, noise ? Ending.ROUND_OFF : Ending.STALLED, intervals);
    }

    private static Estimate tail(
            double[] value, double error, long evaluations, Ending ending, List<Estimate.Interval> intervals) {
        return new Estimate(value, error, evaluations, ending, ending.words(), intervals);
    }
}
