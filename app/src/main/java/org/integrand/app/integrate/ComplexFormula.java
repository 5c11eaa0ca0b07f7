package org.integrand.app.integrate;

import org.integrand.app.job.Formula;
import org.integrand.app.job.Key;

/// A complex integrand.
record ComplexFormula(
        @Key("real part") Formula re, @Key("imaginary part") Formula im) {}
