package org.integrand.engine.method.explicit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rooted trees and what a Runge-Kutta method makes of them (Butcher 1963; Hairer, Norsett, Wanner I,
/// II.2): a method has order p exactly when sum_i b_i Phi_i(tree) = 1 / gamma(tree) for all trees of at most p
/// vertices.
public record RootedTree(List<RootedTree> branches) {
    /// All trees of 1 ... `order` vertices, by order: 1, 1, 2, 4, 9, 20 for orders 1 ... 6.
    public static List<List<RootedTree>> upTo(int order) {
        List<List<RootedTree>> byOrder = new ArrayList<>();
        for (int n = 1; n <= order; n++) {
            List<RootedTree> found = new ArrayList<>();
            forests(byOrder, n - 1, n - 1, Integer.MAX_VALUE, new ArrayList<>(), found);
            byOrder.add(found);
        }
        return byOrder;
    }

    /// Adds trees of decreasing (order, index) as branches until `left` vertices are used up.
    private static void forests(
            List<List<RootedTree>> smaller,
            int left,
            int largest,
            int lastIndex,
            List<RootedTree> chosen,
            List<RootedTree> found) {
        if (left == 0) {
            found.add(new RootedTree(List.copyOf(chosen)));
            return;
        }
        for (int size = Math.min(left, largest); size >= 1; size--) {
            List<RootedTree> candidates = smaller.get(size - 1);
            int first = size == largest ? Math.min(lastIndex, candidates.size() - 1) : candidates.size() - 1;
            for (int i = first; i >= 0; i--) {
                chosen.add(candidates.get(i));
                forests(smaller, left - size, size, i, chosen, found);
                chosen.removeLast();
            }
        }
    }

    int order() {
        return 1 + branches.stream().mapToInt(RootedTree::order).sum();
    }

    /// gamma: the order times the gammas of the branches.
    public double gamma() {
        return order() * branches.stream().mapToDouble(RootedTree::gamma).reduce(1, (a, b) -> a * b);
    }

    /// Phi_i for every stage: the product over the branches of sum_j a_ij Phi_j(branch).
    public double[] phi(double[][] a) {
        double[] phi = new double[a.length];
        Arrays.fill(phi, 1);
        for (RootedTree branch : branches) {
            double[] inner = branch.phi(a);
            for (int i = 0; i < a.length; i++) {
                double sum = 0;
                for (int j = 0; j < a[i].length; j++) sum += a[i][j] * inner[j];
                phi[i] *= sum;
            }
        }
        return phi;
    }
}
