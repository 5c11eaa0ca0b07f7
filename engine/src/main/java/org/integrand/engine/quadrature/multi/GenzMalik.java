package org.integrand.engine.quadrature.multi;

import org.integrand.engine.quadrature.Norm;

/// A rule of degree 7 on a box with one of degree 5 inside: 2^d + 2 d^2 + 2 d + 1 points; the 2^d
/// vertices are looked at besides, as a jump near a face would be seen nowhere else. Fourth differences
/// along each axis tell where to halve.
///
/// Source: A. C. Genz, A. A. Malik, "An adaptive algorithm for numerical integration over an
/// N-dimensional rectangular region", J. Comput. Appl. Math. 6 (1980).
final class GenzMalik {
    private static final double INNER = Math.sqrt(9.0 / 70);
    private static final double OUTER = Math.sqrt(9.0 / 10);
    private static final double CORNER = Math.sqrt(9.0 / 19);
    private static final double VERTEX = 1 - 1e-9; // f may be infinite on the boundary
    private static final double CAUTION = 10;
    private static final double ROUNDING = 10 * 0x1p-52;

    private final MappedIntegrand f;
    private final Norm norm;
    private final int d;
    private final double[] point;
    private final double[] value;
    private final double[][] sums; // centre, inner, outer, pairs, corners, vertices
    private final double[] centre;
    private final double[] bend;

    GenzMalik(MultipleIntegral integral, Norm norm) {
        f = new MappedIntegrand(integral);
        this.norm = norm;
        d = integral.region().dimension();
        point = new double[d];
        value = new double[integral.components()];
        sums = new double[6][value.length];
        centre = new double[value.length];
        bend = new double[value.length];
    }

    static long points(int d) {
        return (2L << d) + 2L * d * d + 2L * d + 1;
    }

    /// A box and what the rule makes of it.
    ///
    /// @param axis the one to halve next
    record Cell(double[] middle, double[] half, double[] value, double error, int axis, long gaps) {}

    Cell apply(double[] middle, double[] half) {
        for (double[] sum : sums) java.util.Arrays.fill(sum, 0);
        long before = f.gaps();
        System.arraycopy(middle, 0, point, 0, d);
        at(0);
        System.arraycopy(value, 0, centre, 0, value.length);
        int axis = axes(middle, half);
        pairs(middle, half);
        corners(middle, half, CORNER, 4);
        corners(middle, half, VERTEX, 5);
        double volume = 1;
        for (double h : half) volume *= 2 * h;
        double[] seventh = new double[value.length];
        for (int c = 0; c < value.length; c++) bend[c] = Math.abs(volume) * error(c, seventh);
        for (int c = 0; c < value.length; c++) seventh[c] *= volume;
        return new Cell(middle, half, seventh, norm.of(bend), axis, f.gaps() - before);
    }

    /// Writes the mean of component c, and returns its error: |degree 7 - degree 5|, but not less than
    /// what four rules of degree 3 and three of degree 1 let expect. Where f is smooth, their distances
    /// e3 and e1 shrink like h^4 and h^2, and e3 (e3/e1)^2 is of the order of the error; at a jump all
    /// are alike.
    private double error(int c, double[] mean) {
        double corners = sums[4][c] / (1L << d);
        double seventh = (12824 - 9120.0 * d + 400.0 * d * d) / 19683 * sums[0][c]
                + 980.0 / 6561 * sums[1][c]
                + (1820 - 400.0 * d) / 19683 * sums[2][c]
                + 200.0 / 19683 * sums[3][c]
                + 6859.0 / 19683 * corners;
        double fifth = (729 - 950.0 * d + 50.0 * d * d) / 729 * sums[0][c]
                + 245.0 / 486 * sums[1][c]
                + (265 - 100.0 * d) / 1458 * sums[2][c]
                + 25.0 / 729 * sums[3][c];
        double inner = third(c, 35.0 / 27, sums[1][c], 2.0 * d);
        double outer = third(c, 5.0 / 27, sums[2][c], 2.0 * d);
        double far = third(c, 19.0 / 27, corners, 1);
        double vertices = sums[5][c] / (1L << d);
        double farthest = third(c, 1.0 / 3, vertices, 1);
        double e3 = largest(seventh, inner, outer, far, farthest);
        double e1 = largest(seventh, sums[0][c], corners, vertices);
        double ratio = e1 > 0 ? Math.min(1, e3 / e1) : 1;
        mean[c] = seventh;
        double difference = Math.max(Math.abs(seventh - fifth), CAUTION * e3 * ratio * ratio);
        return Math.max(difference, ROUNDING * Math.abs(seventh));
    }

    /// Largest distance from a value.
    private static double largest(double value, double... others) {
        double distance = 0;
        for (double other : others) distance = Math.max(distance, Math.abs(other - value));
        return distance;
    }

    /// A rule of degree 3 from the centre and one kind of points.
    private double third(int c, double weight, double sum, double points) {
        return (1 - weight * points) * sums[0][c] + weight * sum;
    }

    private void at(int sum) {
        f.evaluate(point, value);
        for (int c = 0; c < value.length; c++) sums[sum][c] += value[c];
    }

    /// The points on the axes; the axis along which the fourth difference is largest, the widest of
    /// equal ones.
    private int axes(double[] middle, double[] half) {
        int axis = 0;
        double largest = -1;
        for (int i = 0; i < d; i++) {
            java.util.Arrays.fill(bend, 0);
            for (int side = -1; side <= 1; side += 2) {
                point[i] = middle[i] + side * INNER * half[i];
                at(1);
                for (int c = 0; c < value.length; c++) bend[c] += value[c] - centre[c];
                point[i] = middle[i] + side * OUTER * half[i];
                at(2);
                for (int c = 0; c < value.length; c++) bend[c] -= (value[c] - centre[c]) / 7;
            }
            point[i] = middle[i];
            double size = norm.of(bend);
            boolean wider = size >= largest * (1 - 1e-10) && half[i] > half[axis];
            if (size > largest * (1 + 1e-10) || wider) {
                axis = i;
                largest = Math.max(size, largest);
            }
        }
        return axis;
    }

    private void pairs(double[] middle, double[] half) {
        for (int i = 0; i < d; i++) {
            for (int j = i + 1; j < d; j++) {
                for (int signs = 0; signs < 4; signs++) {
                    point[i] = middle[i] + ((signs & 1) == 0 ? OUTER : -OUTER) * half[i];
                    point[j] = middle[j] + ((signs & 2) == 0 ? OUTER : -OUTER) * half[j];
                    at(3);
                }
                point[j] = middle[j];
            }
            point[i] = middle[i];
        }
    }

    private void corners(double[] middle, double[] half, double reach, int sum) {
        for (int signs = 0; signs < 1 << d; signs++) {
            for (int i = 0; i < d; i++) point[i] = middle[i] + ((signs >> i & 1) == 0 ? reach : -reach) * half[i];
            at(sum);
        }
        System.arraycopy(middle, 0, point, 0, d);
    }
}
