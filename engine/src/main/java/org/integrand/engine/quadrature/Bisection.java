package org.integrand.engine.quadrature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Global adaptive quadrature: the interval with the largest error is halved, again and again. Where
/// that leads to ever smaller intervals (a singularity), the sums after each level of halving are a
/// sequence whose limit is extrapolated: the error of the larger intervals is made small first, so that
/// only the smallest interval spoils the sequence.
///
/// Source: QUADPACK, QAGS and QAGP: R. Piessens et al., Springer 1983, sections 2.2 and 3.4. Here for
/// vectors, with levels of halving instead of lengths, so that finite and infinite segments go
/// together.
final class Bisection {
    private static final double EPSILON = KronrodRule.EPSILON;
    private static final int PATIENCE = 5; // extrapolations without progress
    private static final double WARY = 0.25;
    private static final int LAST_TRIES = 25; // halvings after extrapolation has given up

    /// What stops the halving.
    private enum Stop {
        NOT_YET,
        SUM_GOOD,
        LIMIT_GOOD,
        CALLS,
        ROUNDING,
        POINT,
        NO_PROGRESS,
        CANCELLED
    }

    private final PieceRule rule;
    private final Evaluations f;
    private final Goal goal;
    /// falling errors
    private final List<Piece> pieces = new ArrayList<>();

    private final EpsilonTable[] tables;
    private final double[] area;
    private double errorSum;
    private double firstError;
    private double absolute;
    private boolean positive;
    private long callsPerPiece;

    // signs of rounding: halving changes neither value nor error, or makes the error grow
    private int unchanged;
    private int unchangedInExtrapolation;
    private int growing;
    private boolean tableRounded;

    // extrapolation
    private int chosen; // index of the piece to halve next
    private int depth; // pieces of a lower level are large
    private double errorOfLarge;
    private double errorOfLargeAllowed;
    private boolean extrapolating;
    private boolean hopeless;
    private final double[] limit;
    private double limitError = Double.POSITIVE_INFINITY;
    private double correction;
    private int idle;
    private int tries;

    Bisection(PieceRule rule, Evaluations f, Goal goal, int components) {
        this.rule = rule;
        this.f = f;
        this.goal = goal;
        tables = new EpsilonTable[components];
        Arrays.setAll(tables, _ -> new EpsilonTable());
        area = new double[components];
        limit = new double[components];
    }

    Estimate run(List<Segment> segments) {
        for (var segment : segments) insert(rule.apply(segment, segment.from(), segment.to(), 0));
        callsPerPiece = Math.max(1, f.count() / segments.size());
        sum();
        firstError = errorSum;
        absolute = pieces.stream().mapToDouble(Piece::absolute).sum();
        positive = goal.norm().of(area) >= (1 - 50 * EPSILON) * absolute;
        boolean single = pieces.size() == 1;
        depth = single ? 2 : 1;
        var first = pieces.getFirst();
        boolean finite = pieces.stream().allMatch(p -> p.gaps() == 0);
        boolean known = !(single && first.flat());
        if (errorSum == 0 || (errorSum <= goal.allowed(area) && known && finite)) return ended(Stop.SUM_GOOD);
        if (errorSum <= 100 * EPSILON * absolute && finite) return ended(Stop.ROUNDING);
        feed(false);
        errorOfLarge = errorSum;
        errorOfLargeAllowed = goal.allowed(area);
        var stop = Stop.NOT_YET;
        while (stop == Stop.NOT_YET) stop = halve();
        return ended(stop);
    }

    private Stop halve() {
        if (f.cancelled()) return Stop.CANCELLED;
        if (f.count() + 2 * callsPerPiece > goal.evaluations()) return Stop.CALLS;
        var whole = pieces.get(chosen);
        if (whole.isPoint()) return Stop.POINT;
        pieces.remove(chosen);
        var left = rule.apply(whole.segment(), whole.from(), whole.middle(), whole.level() + 1);
        var right = rule.apply(whole.segment(), whole.middle(), whole.to(), whole.level() + 1);
        replace(whole, left, right);
        double allowed = goal.allowed(area);
        f.progress(Goal.fraction(firstError, errorSum, allowed), errorSum);
        if (errorSum <= allowed) {
            sum(); // updates have rounded
            if (errorSum <= goal.allowed(area)) return Stop.SUM_GOOD;
        }
        if (unchanged + unchangedInExtrapolation >= 10 || growing >= 20) return Stop.ROUNDING;
        if (unchangedInExtrapolation >= 5) tableRounded = true;
        if (pieces.size() == 2) { // the first halving of a single interval
            errorOfLarge = errorSum;
            errorOfLargeAllowed = allowed;
            feed(false);
            return Stop.NOT_YET;
        }
        if (!hopeless) return afterHalving(whole, left.error() + right.error());
        tries++;
        boolean settled = limitError < 1e-3 * errorSum && !isFarFromSum();
        return settled && tries > LAST_TRIES ? Stop.NO_PROGRESS : Stop.NOT_YET;
    }

    private Stop afterHalving(Piece whole, double errorOfHalves) {
        errorOfLarge -= whole.error();
        if (whole.level() + 1 < depth) errorOfLarge += errorOfHalves;
        if (!extrapolating) {
            if (isLarge(pieces.get(chosen))) return Stop.NOT_YET;
            extrapolating = true; // the smallest interval is the worst
            chosen = Math.min(1, pieces.size() - 1);
        }
        if (!tableRounded && errorOfLarge > errorOfLargeAllowed) {
            for (; chosen < pieces.size(); chosen++) if (isLarge(pieces.get(chosen))) return Stop.NOT_YET;
        }
        return extrapolate();
    }

    private boolean isLarge(Piece piece) {
        return piece.level() < depth;
    }

    private Stop extrapolate() {
        double[] guess = new double[area.length];
        double[] error = new double[area.length];
        feed(true);
        for (int c = 0; c < area.length; c++) {
            guess[c] = tables[c].limit();
            error[c] = tables[c].error();
        }
        double size = goal.norm().of(error);
        idle++;
        if (size < limitError) {
            idle = 0;
            limitError = size;
            System.arraycopy(guess, 0, limit, 0, guess.length);
            correction = errorOfLarge;
            errorOfLargeAllowed = goal.allowed(limit);
            if (limitError <= (interior() ? WARY : 1) * errorOfLargeAllowed && !isFarFromSum()) return Stop.LIMIT_GOOD;
        }
        hopeless = (idle > PATIENCE && limitError < 1e-3 * errorSum)
                || Arrays.stream(tables).allMatch(EpsilonTable::hasCollapsed);
        chosen = 0;
        extrapolating = false;
        depth++;
        errorOfLarge = errorSum;
        return Stop.NOT_YET;
    }

    /// Whether the worst interval lies within its segment: halving comes upon such a singularity now
    /// from one side, now from the other, the sums are no regular sequence, and guesses of its limit
    /// may agree by chance.
    private boolean interior() {
        var worst = pieces.getFirst();
        return worst.from() != worst.segment().from()
                && worst.to() != worst.segment().to();
    }

    /// A sum that grows without end may have a finite "limit".
    private boolean isFarFromSum() {
        double limitSize = goal.norm().of(limit);
        double areaSize = goal.norm().of(area);
        if (!positive && Math.max(limitSize, areaSize) <= 0.01 * absolute) return false;
        return limitSize < 0.01 * areaSize || limitSize > 100 * areaSize;
    }

    private void feed(boolean guess) {
        for (int c = 0; c < area.length; c++) {
            if (guess) tables[c].extrapolate(area[c]);
            else tables[c].add(area[c]);
        }
    }

    private void replace(Piece whole, Piece left, Piece right) {
        double[] old = whole.value();
        double change = 0;
        double size = 0;
        for (int c = 0; c < area.length; c++) {
            double halves = left.value()[c] + right.value()[c];
            change = Math.max(change, Math.abs(old[c] - halves));
            size = Math.max(size, Math.abs(halves));
            area[c] += halves - old[c];
        }
        double error = left.error() + right.error();
        errorSum += error - whole.error();
        if (!left.flat() && !right.flat()) {
            if (change <= 1e-5 * size && error >= 0.99 * whole.error()) {
                if (extrapolating) unchangedInExtrapolation++;
                else unchanged++;
            }
            if (pieces.size() >= 9 && error > whole.error()) growing++;
        }
        int first = insert(left.error() >= right.error() ? left : right);
        chosen = Math.min(chosen, first);
        insert(left.error() >= right.error() ? right : left);
        if (chosen >= pieces.size()) chosen = pieces.size() - 1;
    }

    /// @return where it went
    private int insert(Piece piece) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).error() >= piece.error()) low = middle + 1;
            else high = middle;
        }
        pieces.add(low, piece);
        return low;
    }

    /// Value and error from scratch.
    private void sum() {
        Arrays.fill(area, 0);
        errorSum = 0;
        for (var piece : pieces) {
            for (int c = 0; c < area.length; c++) area[c] += piece.value()[c];
            errorSum += piece.error();
        }
    }

    private Estimate ended(Stop stop) {
        sum();
        boolean useLimit = stop != Stop.SUM_GOOD && limitIsBetter(stop);
        double[] value = useLimit ? limit : area.clone();
        double error = useLimit ? limitError : errorSum;
        double noise = 2 * Math.sqrt(pieces.stream().mapToDouble(Piece::noise).sum());
        boolean noisy = noise > goal.allowed(value) && error <= goal.allowed(value);
        error = Math.max(error, noise);
        pieces.sort(Comparator.comparingDouble(Piece::from));
        var ending = noisy ? Ending.ROUND_OFF : ending(stop, error <= goal.allowed(value));
        String more = "";
        int gaps = pieces.stream().mapToInt(Piece::gaps).sum();
        boolean points = useLimit && pieces.stream().allMatch(p -> p.gaps() <= 1);
        if (ending != Ending.CANCELLED && gaps > 0 && !points) {
            ending = Ending.NON_FINITE;
            more = " at x = " + f.place();
        } else if (ending != Ending.CONVERGED && ending != Ending.CANCELLED) {
            var place = DivergentPoint.among(pieces);
            if (place.isPresent()) {
                ending = Ending.DIVERGENT;
                more = " at x = " + place.getAsDouble();
            }
        }
        var intervals = pieces.stream().map(Bisection::interval).toList();
        return new Estimate(value, error, f.count(), ending, ending.words() + more, intervals);
    }

    private static Estimate.Interval interval(Piece piece) {
        return new Estimate.Interval(
                piece.segment().x(piece.from()), piece.segment().x(piece.to()), piece.error());
    }

    /// Whether the extrapolated limit is known better, relative to its size, than the sum. Its error is
    /// widened by that of the larger intervals, which extrapolation does not see, and taken twice;
    /// where it does not settle, tenfold.
    private boolean limitIsBetter(Stop stop) {
        if (limitError == Double.POSITIVE_INFINITY || isFarFromSum()) return false;
        if (stop == Stop.LIMIT_GOOD && !tableRounded) {
            double both = 2 * limitError + correction;
            double allowed = goal.allowed(limit);
            limitError = correction <= allowed ? Math.max(limitError, Math.min(both, allowed)) : both;
            return true;
        }
        limitError = 10 * limitError + correction;
        double limitSize = goal.norm().of(limit);
        double areaSize = goal.norm().of(area);
        boolean comparable = limitSize != 0 && areaSize != 0;
        return comparable ? limitError / limitSize <= errorSum / areaSize : limitError <= errorSum;
    }

    private static Ending ending(Stop stop, boolean good) {
        if (good) return Ending.CONVERGED;
        return switch (stop) {
            case CALLS -> Ending.EVALUATION_LIMIT;
            case POINT -> Ending.SINGULAR_POINT;
            case NO_PROGRESS -> Ending.STALLED;
            case CANCELLED -> Ending.CANCELLED;
            default -> Ending.ROUND_OFF;
        };
    }
}
