package org.integrand.engine.quadrature.multi;

/// f(x(u)) dx/du over the unit cube; for one thread. Values that are not finite count as 0 and are
/// counted.
final class MappedIntegrand {
    private final MultipleIntegral integral;
    private final double[] x;
    private long gaps;

    MappedIntegrand(MultipleIntegral integral) {
        this.integral = integral;
        x = new double[integral.region().dimension()];
    }

    void evaluate(double[] u, double[] into) {
        double volume = integral.region().map(u, x);
        integral.integrand().evaluate(x, into);
        boolean gap = false;
        for (int c = 0; c < into.length; c++) {
            into[c] *= volume;
            if (Double.isFinite(into[c])) continue;
            into[c] = 0;
            gap = true;
        }
        if (gap) gaps++;
    }

    /// How many values were not finite.
    long gaps() {
        return gaps;
    }
}
