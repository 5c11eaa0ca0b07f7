package org.integrand.engine.control;

import java.util.function.DoubleSupplier;

/// What a controller may know of the solve it is to steer.
///
/// @param start       first time
/// @param end         last time, before `start` when time runs backwards
/// @param errorOrder  k: the error estimate of a step is O(h^k); 0 without an estimate
/// @param initialStep length > 0 of a first step that suits field and tolerance; costs one evaluation of the
///     field
/// @param methodStep  length of the step the method itself would try next; NaN from a method without an opinion and
///     before its first attempt
public record Course(double start, double end, int errorOrder, DoubleSupplier initialStep, DoubleSupplier methodStep) {
    /// A course with a method that has no opinion.
    public Course(double start, double end, int errorOrder, DoubleSupplier initialStep) {
        this(start, end, errorOrder, initialStep, () -> Double.NaN);
    }

    /// +1 when time runs forwards, -1 backwards.
    public double direction() {
        return Math.signum(end - start);
    }
}
