package org.integrand.engine.phi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.engine.problem.LinearOperator;

/// phi_k(h A) v for a matrix known by its products only. Arnoldi's process gives an orthonormal basis V
/// of the span of v, A v, A^2 v ... and the small matrix H = V^T A V; with beta = |v|,
///
/// phi_k(h A) v = beta V phi_k(h H) e_1 + beta h H_{m+1,m} (phi_{k+1}(h H))_{m,1} v_{m+1} + ...
///
/// The second term is added, and its size is the error estimate: the space grows until that is below
/// tolerance times beta. When the space contains the answer (H_{m+1,m} = 0, or m = n) there is nothing
/// to add. How large it grows: about sqrt(h |A|) for a symmetric A with negative eigenvalues, h |A| for
/// others.
///
/// Source: Y. Saad, "Analysis of some Krylov subspace approximations to the matrix exponential
/// operator", SIAM J. Numer. Anal. 29 (1992); M. Hochbruck, C. Lubich, same journal, 34 (1997).
public final class KrylovPhi {
    private final int n;
    private final LinearOperator operator;
    private final double tolerance;
    private final int largest;
    private final List<double[]> basis = new ArrayList<>();
    private final double[] hessenberg; // column j at j (largest + 1)
    private final double[] small;
    private final List<DensePhi> functions = new ArrayList<>();
    private int dimension;

    /// @param n         dimension of A
    /// @param tolerance allowed error, relative to |v|, below 1
    /// @param largest   the largest dimension of the space, at least 1
    public KrylovPhi(int n, LinearOperator operator, double tolerance, int largest) {
        if (!(tolerance > 0 && tolerance < 1))
            throw new IllegalArgumentException(
                    "tolerance of Krylov spaces " + tolerance + ": expected a number between 0 and 1");
        if (largest < 1)
            throw new IllegalArgumentException("dimension of Krylov spaces " + largest + ": expected at least 1");
        this.n = n;
        this.operator = operator;
        this.tolerance = tolerance;
        this.largest = Math.min(largest, n);
        hessenberg = new double[this.largest * (this.largest + 1)];
        small = new double[this.largest * this.largest];
    }

    /// The dimension of the space that the last call needed.
    public int dimension() {
        return dimension;
    }

    /// into = phi_k(h A) v.
    ///
    /// @return false when the largest space is too small for the tolerance, or A v is not finite: try a
    ///     smaller h
    public boolean apply(int k, double h, double[] v, double[] into) {
        double beta = norm(v);
        dimension = 0;
        Arrays.fill(into, 0);
        if (beta == 0) return true;
        if (!Double.isFinite(beta)) return false;
        double[] first = vector(0);
        for (int i = 0; i < n; i++) first[i] = v[i] / beta;
        int next = Math.min(4, largest);
        for (int m = 1; m <= largest; m++) {
            double below = extend(m);
            if (!Double.isFinite(below)) return false;
            boolean whole = below == 0 || m == n;
            if (!whole && m < next) continue;
            next = Math.min(largest, m + Math.max(2, m / 3));
            DensePhi phi = evaluate(m, k, h);
            double beyond = whole ? 0 : h * below * phi.phi(k + 1)[(m - 1) * phi.columns()];
            if (whole || Math.abs(beyond) <= tolerance) {
                dimension = m;
                double[] column = phi.phi(k);
                int stride = k == 0 ? m : phi.columns();
                for (int j = 0; j < m; j++) add(beta * column[j * stride], vector(j), into);
                if (!whole) add(beta * beyond, vector(m), into);
                return Double.isFinite(norm(into));
            }
        }
        dimension = largest;
        return false;
    }

    /// Column m of H, counted from 1, and the next basis vector, orthogonalized twice.
    ///
    /// @return H_{m+1,m}, 0 when the space holds A of itself
    private double extend(int m) {
        double[] w = vector(m);
        operator.apply(vector(m - 1), w);
        int column = (m - 1) * (largest + 1);
        double size = norm(w);
        for (int j = 0; j < m; j++) hessenberg[column + j] = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < m; j++) {
                double[] other = vector(j);
                double product = 0;
                for (int i = 0; i < n; i++) product += w[i] * other[i];
                hessenberg[column + j] += product;
                for (int i = 0; i < n; i++) w[i] -= product * other[i];
            }
        }
        double below = norm(w);
        if (below <= 1e-14 * size) below = 0;
        hessenberg[column + m] = below;
        if (below != 0) for (int i = 0; i < n; i++) w[i] /= below;
        return below;
    }

    private DensePhi evaluate(int m, int k, double h) {
        for (int j = 0; j < m; j++)
            for (int i = 0; i < m; i++) small[i * m + j] = i <= j + 1 ? hessenberg[j * (largest + 1) + i] : 0;
        while (functions.size() <= k) functions.add(new DensePhi(largest, 1, functions.size() + 1));
        DensePhi phi = functions.get(k);
        phi.compute(small, m, h);
        return phi;
    }

    private double[] vector(int i) {
        while (basis.size() <= i) basis.add(new double[n]);
        return basis.get(i);
    }

    private static void add(double factor, double[] x, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] += factor * x[i];
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double component : x) sum += component * component;
        return Math.sqrt(sum);
    }
}
