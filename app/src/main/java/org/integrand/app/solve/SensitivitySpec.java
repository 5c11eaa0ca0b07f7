package org.integrand.app.solve;

import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Formula;
import org.integrand.app.job.Key;

/// The gradient that a job asks for.
record SensitivitySpec(
        @Key("what is differentiated: a formula of the state at the end, or the name of an output")
        Formula of,

        @Key("with respect to what: parameters, and variables for their values at the start")
        List<String> to,

        @Key(
                "how, see docs/engine/sensitivity.md; adjoint is backsolve (default: discrete with explicit Runge-Kutta and ESDIRK methods, else interpolated)")
        Optional<SensitivityMode> mode) {
    SensitivitySpec {
        if (to.isEmpty()) throw new IllegalArgumentException("to: expected at least one parameter or variable");
    }
}
