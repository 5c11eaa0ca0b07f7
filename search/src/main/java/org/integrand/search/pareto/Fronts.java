package org.integrand.search.pareto;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Points ranked by fronts: front 0 is dominated by nobody, front 1 by front 0 only, and so on; within a front
/// by crowding distance, the lonelier first. With one objective that is the order of the values.
/// Source: K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A fast and elitist multiobjective genetic algorithm:
/// NSGA-II", IEEE Trans. Evol. Comput. 6 (2002).
public final class Fronts {
    private final int[] front;
    private final double[] crowding;

    private Fronts(int[] front, double[] crowding) {
        this.front = front;
        this.crowding = crowding;
    }

    /// O(M n^2) comparisons for n points of M objectives.
    public static Fronts of(List<Objectives> points) {
        int n = points.size();
        int[] front = new int[n];
        int[] dominators = new int[n];
        boolean[][] beats = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (points.get(i).dominates(points.get(j))) {
                    beats[i][j] = true;
                    dominators[j]++;
                }
            }
        }
        double[] crowding = new double[n];
        int[] current = IntStream.range(0, n).filter(i -> dominators[i] == 0).toArray();
        for (int level = 0; current.length > 0; level++) {
            var next = IntStream.builder();
            for (int i : current) {
                front[i] = level;
                for (int j = 0; j < n; j++) if (beats[i][j] && --dominators[j] == 0) next.add(j);
            }
            crowd(points, current, crowding);
            current = next.build().sorted().toArray();
        }
        return new Fronts(front, crowding);
    }

    /// How lonely each point of one front is: see [#crowding(int)]. O(M n log n).
    static double[] crowding(List<Objectives> front) {
        double[] crowding = new double[front.size()];
        crowd(front, IntStream.range(0, front.size()).toArray(), crowding);
        return crowding;
    }

    /// Adds up, over the objectives, the distance between a point's two neighbours relative to the extent of the
    /// front; the ends of each objective get infinity.
    private static void crowd(List<Objectives> points, int[] members, double[] crowding) {
        for (int m = 0; m < points.get(members[0]).count(); m++) {
            int objective = m;
            int[] sorted = IntStream.of(members)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> points.get(i).at(objective)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int last = sorted.length - 1;
            double extent =
                    points.get(sorted[last]).at(m) - points.get(sorted[0]).at(m);
            crowding[sorted[0]] = Double.POSITIVE_INFINITY;
            crowding[sorted[last]] = Double.POSITIVE_INFINITY;
            if (!(extent > 0) || Double.isInfinite(extent)) continue;
            for (int k = 1; k < last; k++) {
                double gap = points.get(sorted[k + 1]).at(m)
                        - points.get(sorted[k - 1]).at(m);
                crowding[sorted[k]] += gap / extent;
            }
        }
    }

    /// The front of a point, 0 for the best.
    public int front(int point) {
        return front[point];
    }

    /// How lonely a point is on its front, 0 ... infinity.
    public double crowding(int point) {
        return crowding[point];
    }

    /// All points, best first; equals in the order in which they came.
    public int[] order() {
        return IntStream.range(0, front.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> front[i])
                        .thenComparingDouble(i -> -crowding[i])
                        .thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
