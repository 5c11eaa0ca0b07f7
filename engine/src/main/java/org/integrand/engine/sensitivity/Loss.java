package org.integrand.engine.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A scalar L of a trajectory, L = sum_k phi_k(y(t_k), p) + integral of l(t, y, p) dt from t0 to t1.
///
/// ```java
/// Loss fit = Loss.at(1, first).and(2, second).andAtEnd(last).andRunning(effort);
/// ```
/// The solves step exactly onto the times t_k.
///
/// @param terms   the phi_k with their times; NaN stands for the end t1
/// @param running l
public record Loss(List<Term> terms, Optional<RunningLoss> running) {
    /// @throws IllegalArgumentException for a loss of no terms
    public Loss {
        terms = List.copyOf(terms);
        if (terms.isEmpty() && running.isEmpty())
            throw new IllegalArgumentException("loss of no terms: expected one at a time, at the end or a running one");
    }

    /// phi at a time; NaN stands for the end.
    public record Term(double time, PointLoss loss) {
        double timeBefore(double t1) {
            return Double.isNaN(time) ? t1 : time;
        }
    }

    /// phi(y(t1), p).
    public static Loss atEnd(PointLoss loss) {
        return new Loss(List.of(new Term(Double.NaN, loss)), Optional.empty());
    }

    /// phi(y(time), p).
    public static Loss at(double time, PointLoss loss) {
        return new Loss(List.of(new Term(finite(time), loss)), Optional.empty());
    }

    /// The integral of l(t, y, p) from t0 to t1.
    public static Loss running(RunningLoss loss) {
        return new Loss(List.of(), Optional.of(loss));
    }

    /// This loss and a term at a time.
    public Loss and(double time, PointLoss loss) {
        return with(new Term(finite(time), loss));
    }

    /// This loss and a term at the end.
    public Loss andAtEnd(PointLoss loss) {
        return with(new Term(Double.NaN, loss));
    }

    /// This loss and an integral.
    ///
    /// @throws IllegalArgumentException when it has one already
    public Loss andRunning(RunningLoss loss) {
        if (running.isPresent())
            throw new IllegalArgumentException("second running loss: expected one, the sum of both");
        return new Loss(terms, Optional.of(loss));
    }

    private Loss with(Term term) {
        var more = new ArrayList<>(terms);
        more.add(term);
        return new Loss(more, running);
    }

    private static double finite(double time) {
        if (!Double.isFinite(time))
            throw new IllegalArgumentException("time " + time + " of a loss: expected a finite number");
        return time;
    }
}
