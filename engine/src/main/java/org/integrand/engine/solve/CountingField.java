package org.integrand.engine.solve;

import org.integrand.engine.problem.CallbackFailure;
import org.integrand.engine.problem.VectorField;

/// Counts evaluations, and marks what the field throws with the time of the evaluation.
final class CountingField<Y> implements VectorField<Y> {
    private final VectorField<Y> field;
    private long evaluations;

    CountingField(VectorField<Y> field) {
        this.field = field;
    }

    long evaluations() {
        return evaluations;
    }

    @Override
    public void evaluate(double t, Y y, Y into) {
        evaluations++;
        try {
            field.evaluate(t, y, into);
        } catch (RuntimeException cause) {
            throw CallbackFailure.marked("the field", t, cause);
        }
    }
}
