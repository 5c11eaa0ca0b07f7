package org.integrand.engine.method.lie;

/// With k_i = h A(t + c_i h, Y_i), c = (0, 1/2, 1/2, 1): Y2 = e^(k1/2) Y, Y3 = e^(k2/2) Y, Y4 = e^(k3 -
/// k1/2) Y2, Y+ = e^((-k1 + 2 k2 + 2 k3 + 3 k4)/12) e^((3 k1 + 2 k2 + 2 k3 - k4)/12) Y.
final class CommutatorFree4 implements LieScheme {
    private final Workshop workshop;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] second;
    private final double[] stage;
    private final double[] exponent;

    CommutatorFree4(Workshop workshop) {
        this.workshop = workshop;
        k2 = workshop.algebraElement();
        k3 = workshop.algebraElement();
        k4 = workshop.algebraElement();
        exponent = workshop.algebraElement();
        second = workshop.state();
        stage = workshop.state();
    }

    @Override
    public int count() {
        return 2;
    }

    @Override
    public void exponents(double t, double h, double[] y, double[] k1, double[][] v) {
        Workshop.combine(h / 2, k1, 0, k1, exponent);
        workshop.act(exponent, y, second);
        workshop.evaluate(t + h / 2, second, k2);
        Workshop.combine(h / 2, k2, 0, k2, exponent);
        workshop.act(exponent, y, stage);
        workshop.evaluate(t + h / 2, stage, k3);
        Workshop.combine(h, k3, -h / 2, k1, exponent);
        workshop.act(exponent, second, stage);
        workshop.evaluate(t + h, stage, k4);
        for (int i = 0; i < k1.length; i++) {
            double middle = 2 * (k2[i] + k3[i]);
            v[0][i] = h / 12 * (3 * k1[i] + middle - k4[i]);
            v[1][i] = h / 12 * (-k1[i] + middle + 3 * k4[i]);
        }
    }
}
