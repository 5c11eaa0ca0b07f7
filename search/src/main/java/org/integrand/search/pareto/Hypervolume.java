package org.integrand.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The volume that a set of points dominates below a reference point: larger for a front that is closer, wider
/// and denser. Exact, by slicing along the last objective: O(n log n) for two objectives, O(n^(M-1)) for M.
/// Source: E. Zitzler, L. Thiele, "Multiobjective evolutionary algorithms: a comparative case study and the
/// strength Pareto approach", IEEE Trans. Evol. Comput. 3 (1999).
public final class Hypervolume {
    private Hypervolume() {}

    /// Points that are not below the reference in every objective add nothing.
    ///
    /// @throws IllegalArgumentException when a point and the reference differ in their number of objectives
    public static double of(List<Objectives> points, double... reference) {
        var inside = new ArrayList<double[]>();
        for (Objectives point : points) {
            if (point.count() != reference.length)
                throw new IllegalArgumentException("reference of " + reference.length + " objectives: expected "
                        + point.count() + ", as the points have");
            double[] values = point.toArray();
            boolean below = true;
            for (int i = 0; i < values.length; i++) below &= values[i] < reference[i];
            if (below) inside.add(values);
        }
        return volume(inside, reference, reference.length);
    }

    private static double volume(List<double[]> points, double[] reference, int objectives) {
        if (points.isEmpty()) return 0;
        if (objectives == 1)
            return reference[0] - points.stream().mapToDouble(p -> p[0]).min().orElseThrow();
        int last = objectives - 1;
        var sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(p -> p[last]));
        if (objectives == 2) return area(sorted, reference);
        double sum = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double top = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : reference[last];
            double height = top - sorted.get(i)[last];
            if (height > 0) sum += height * volume(sorted.subList(0, i + 1), reference, last);
        }
        return sum;
    }

    /// Two objectives: the points come by rising second objective; each adds what it reaches further in the first.
    private static double area(List<double[]> sorted, double[] reference) {
        double sum = 0;
        double reached = reference[0];
        for (double[] p : sorted) {
            if (p[0] < reached) {
                sum += (reached - p[0]) * (reference[1] - p[1]);
                reached = p[0];
            }
        }
        return sum;
    }
}
