package org.integrand.diffusion.usf;

import java.util.List;
import java.util.stream.IntStream;

/// How a derivative of the prediction at the start of a step is estimated: from its differences to the values
/// at some points of the history, by the polynomial through them and the start.
///
/// @param points      indices of the history, -1 the newest; the start of the step is not among them
/// @param relaxation  factor of the term, of the first derivative only
/// @param coefficient c of LINEAR, otherwise 0
public record Derivative(List<Integer> points, Relaxation relaxation, double coefficient) {
    public Derivative {
        points = List.copyOf(points);
        if (!Double.isFinite(coefficient))
            throw new IllegalArgumentException("relaxation coefficient " + coefficient + ": expected a finite number");
        if (relaxation == Relaxation.LINEAR && coefficient == 0) relaxation = Relaxation.NONE;
        if (relaxation != Relaxation.LINEAR) coefficient = 0;
    }

    /// Without relaxation.
    public static Derivative of(List<Integer> points) {
        return new Derivative(points, Relaxation.NONE, 0);
    }

    /// All derivatives of a multistep step of an order, each from all of the order - 1 points before the
    /// newest one: -2, -3, ...
    public static List<Derivative> full(int order) {
        List<Integer> points =
                IntStream.range(1, order).map(j -> -1 - j).boxed().toList();
        return IntStream.range(1, order).mapToObj(_ -> of(points)).toList();
    }

    /// The same estimate with another factor.
    public Derivative with(Relaxation factor, double c) {
        return new Derivative(points, factor, c);
    }
}
