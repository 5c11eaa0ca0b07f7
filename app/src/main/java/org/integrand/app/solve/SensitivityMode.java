package org.integrand.app.solve;

/// How a job asks for its gradient to come back.
enum SensitivityMode {
    /// exact reverse mode through the steps
    DISCRETE,
    /// the same through steps that are undone
    REVERSIBLE,
    /// the adjoint equation along the dense output
    INTERPOLATED,
    /// state and adjoint backwards together
    ADJOINT,
    /// the variational equations
    FORWARD
}
