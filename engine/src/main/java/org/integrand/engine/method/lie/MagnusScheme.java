package org.integrand.engine.method.lie;

/// Magnus expansions for A = A(t), with A at Gauss-Legendre nodes of the step.
final class MagnusScheme implements LieScheme {
    private static final double ROOT3 = Math.sqrt(3);
    private static final double ROOT15 = Math.sqrt(15);

    private final Workshop workshop;
    private final Kind kind;
    private final double[] a1;
    private final double[] a2;
    private final double[] a3;
    private final double[] c1;
    private final double[] c2;
    private final double[] work;

    /// the expansion, or its product form
    enum Kind {
        MIDPOINT,
        FOUR,
        SIX,
        COMMUTATOR_FREE
    }

    MagnusScheme(Kind kind, Workshop workshop) {
        this.workshop = workshop;
        this.kind = kind;
        a1 = workshop.algebraElement();
        a2 = workshop.algebraElement();
        a3 = workshop.algebraElement();
        c1 = workshop.algebraElement();
        c2 = workshop.algebraElement();
        work = workshop.algebraElement();
    }

    @Override
    public boolean usesFirst() {
        return false;
    }

    @Override
    public int count() {
        return kind == Kind.COMMUTATOR_FREE ? 2 : 1;
    }

    @Override
    public void exponents(double t, double h, double[] y, double[] first, double[][] v) {
        switch (kind) {
            case MIDPOINT -> {
                workshop.evaluate(t + h / 2, y, a1);
                Workshop.combine(h, a1, 0, a1, v[0]);
            }
            case FOUR -> {
                gauss2(t, h, y);
                workshop.commutator(a1, a2, c1);
                for (int i = 0; i < c1.length; i++) v[0][i] = h / 2 * (a1[i] + a2[i]) - ROOT3 * h * h / 12 * c1[i];
            }
            case COMMUTATOR_FREE -> {
                gauss2(t, h, y);
                double large = h * (1 / 4.0 + ROOT3 / 6);
                double small = h * (1 / 4.0 - ROOT3 / 6);
                Workshop.combine(large, a1, small, a2, v[0]);
                Workshop.combine(small, a1, large, a2, v[1]);
            }
            case SIX -> six(t, h, y, v[0]);
        }
    }

    private void gauss2(double t, double h, double[] y) {
        workshop.evaluate(t + h * (0.5 - ROOT3 / 6), y, a1);
        workshop.evaluate(t + h * (0.5 + ROOT3 / 6), y, a2);
    }

    /// With A at the three nodes, b1 = h A2, b2 = sqrt(15) h (A3 - A1) / 3, b3 = 10 h (A3 - 2 A2 + A1)
    /// / 3, C1 = [b1, b2], C2 = -[b1, 2 b3 + C1] / 60: v = b1 + b3/12 + [-20 b1 - b3 + C1, b2 + C2] /
    /// 240.
    private void six(double t, double h, double[] y, double[] v) {
        workshop.evaluate(t + h * (0.5 - ROOT15 / 10), y, a1);
        workshop.evaluate(t + h / 2, y, a2);
        workshop.evaluate(t + h * (0.5 + ROOT15 / 10), y, a3);
        for (int i = 0; i < v.length; i++) {
            double b1 = h * a2[i];
            double b2 = ROOT15 * h * (a3[i] - a1[i]) / 3;
            double b3 = 10 * h * (a3[i] - 2 * a2[i] + a1[i]) / 3;
            a1[i] = b1;
            a2[i] = b2;
            a3[i] = b3;
        }
        workshop.commutator(a1, a2, c1);
        Workshop.combine(2, a3, 1, c1, work);
        workshop.commutator(a1, work, c2);
        for (int i = 0; i < v.length; i++) {
            work[i] = -20 * a1[i] - a3[i] + c1[i];
            c2[i] = a2[i] - c2[i] / 60;
        }
        workshop.commutator(work, c2, v);
        for (int i = 0; i < v.length; i++) v[i] = a1[i] + a3[i] / 12 + v[i] / 240;
    }
}
