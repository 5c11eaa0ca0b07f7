package org.integrand.engine.method.lie;

/// Y2 = e^(3/4 k1) Y, Y3 = e^(17/108 k2) e^(119/216 k1) Y, Y+ = e^(24/17 k3) e^(-2/3 k2) e^(13/51 k1) Y
/// with k_i = h A(t + c_i h, Y_i), c = (0, 3/4, 17/24).
final class CrouchGrossman3 implements LieScheme {
    private final Workshop workshop;
    private final double[] k2;
    private final double[] k3;
    private final double[] stage;
    private final double[] exponent;

    CrouchGrossman3(Workshop workshop) {
        this.workshop = workshop;
        k2 = workshop.algebraElement();
        k3 = workshop.algebraElement();
        exponent = workshop.algebraElement();
        stage = workshop.state();
    }

    @Override
    public int count() {
        return 3;
    }

    @Override
    public void exponents(double t, double h, double[] y, double[] first, double[][] v) {
        act(h * 3 / 4, first, y);
        workshop.evaluate(t + h * 3 / 4, stage, k2);
        act(h * 119 / 216, first, y);
        act(h * 17 / 108, k2, stage);
        workshop.evaluate(t + h * 17 / 24, stage, k3);
        scale(h * 13 / 51, first, v[0]);
        scale(-h * 2 / 3, k2, v[1]);
        scale(h * 24 / 17, k3, v[2]);
    }

    private void act(double factor, double[] x, double[] y) {
        scale(factor, x, exponent);
        workshop.act(exponent, y, stage);
    }

    private static void scale(double factor, double[] x, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] = factor * x[i];
    }
}
