package org.integrand.engine.sensitivity;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.integrand.engine.jacobian.Jacobian;

/// Counts what is asked of a field, and says at which time its derivatives threw.
final class CountedField implements ParametricField {
    private final ParametricField field;
    private final Optional<Jvp> jvp;
    long evaluations;
    long vjps;
    long jvps;

    CountedField(ParametricField field) {
        this.field = field;
        jvp = field.jvp().map(given -> (t, y, p, dy, dp, into) -> {
            jvps++;
            try {
                given.evaluate(t, y, p, dy, dp, into);
            } catch (RuntimeException cause) {
                throw marked("Jacobian-vector product", t, cause);
            }
        });
    }

    @Override
    public int dimension() {
        return field.dimension();
    }

    @Override
    public int parameters() {
        return field.parameters();
    }

    @Override
    public void evaluate(double t, double[] y, double[] p, double[] into) {
        evaluations++;
        field.evaluate(t, y, p, into);
    }

    @Override
    public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
        vjps++;
        try {
            field.vjp(t, y, p, v, intoY, intoP);
        } catch (RuntimeException cause) {
            throw marked("vector-Jacobian product", t, cause);
        }
    }

    private static RuntimeException marked(String what, double t, RuntimeException cause) {
        return cause instanceof CancellationException
                ? cause
                : new IllegalStateException("the " + what + " threw at t = " + t + ": " + cause, cause);
    }

    @Override
    public Optional<Jvp> jvp() {
        return jvp;
    }

    @Override
    public Jacobian jacobian(double[] p) {
        return field.jacobian(p);
    }
}
