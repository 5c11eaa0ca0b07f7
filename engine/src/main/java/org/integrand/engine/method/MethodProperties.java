package org.integrand.engine.method;

import org.integrand.engine.control.StepSizeController;

/// What every method says of itself, whatever kind of problem it takes: [Method], [StiffMethod],
/// [StructuredMethod].
public interface MethodProperties {
    /// Short name in lower case, for example `tsit5`.
    String name();

    /// p: the error after a fixed time is O(h^p); the highest one of a method of variable order.
    int order();

    /// k: the error estimate of one step is O(h^k); 0 when the method gives none.
    int errorOrder();

    /// Whether steps come with an error estimate, which adaptive control needs.
    default boolean estimatesError() {
        return errorOrder() > 0;
    }

    /// Who chooses the steps unless the user says otherwise.
    default StepSizeController<Object> controller() {
        return StepSizeController.pi();
    }
}
