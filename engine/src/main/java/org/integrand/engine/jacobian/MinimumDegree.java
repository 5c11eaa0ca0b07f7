package org.integrand.engine.jacobian;

import java.util.Arrays;
import java.util.PriorityQueue;

/// An order of elimination with little fill: next comes the unknown with the fewest neighbours in the graph of
/// A + A^T that is left, and its neighbours become neighbours of each other (W. F. Tinney, J. W. Walker,
/// "Direct solutions of sparse network equations by optimally ordered triangular factorization", Proc. IEEE 55,
/// 1967). Done once a solve; takes as long as a few factorizations.
final class MinimumDegree {
    private final int[][] neighbours;
    private final int[] marks;
    private int mark;

    private MinimumDegree(SparsityPattern pattern) {
        int n = pattern.dimension;
        SparsityPattern transposed = pattern.transposed();
        marks = new int[n];
        neighbours = new int[n][];
        int[] found = new int[n];
        for (int j = 0; j < n; j++) {
            mark++;
            marks[j] = mark;
            int count = collect(pattern.rows, pattern.starts[j], pattern.starts[j + 1], found, 0);
            count = collect(transposed.rows, transposed.starts[j], transposed.starts[j + 1], found, count);
            neighbours[j] = Arrays.copyOf(found, count);
        }
    }

    /// The unknowns in their order of elimination.
    static int[] order(SparsityPattern pattern) {
        return new MinimumDegree(pattern).eliminate();
    }

    /// An unknown and how many neighbours it had when it was queued; of equals the first comes first.
    private record Candidate(int unknown, int degree) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return degree != other.degree
                    ? Integer.compare(degree, other.degree)
                    : Integer.compare(unknown, other.unknown);
        }
    }

    private int[] eliminate() {
        int n = neighbours.length;
        var queue = new PriorityQueue<Candidate>();
        for (int i = 0; i < n; i++) queue.add(new Candidate(i, neighbours[i].length));
        boolean[] gone = new boolean[n];
        int[] order = new int[n];
        int[] found = new int[n];
        for (int k = 0; k < n; ) {
            Candidate next = queue.remove();
            int v = next.unknown();
            if (gone[v] || next.degree() != neighbours[v].length) continue; // its degree has changed since
            gone[v] = true;
            order[k++] = v;
            for (int u : neighbours[v]) {
                mark++;
                marks[u] = mark;
                marks[v] = mark;
                int count = collect(neighbours[u], 0, neighbours[u].length, found, 0);
                count = collect(neighbours[v], 0, neighbours[v].length, found, count);
                neighbours[u] = Arrays.copyOf(found, count);
                queue.add(new Candidate(u, count));
            }
            neighbours[v] = new int[0];
        }
        return order;
    }

    /// Appends what is not marked yet, and marks it.
    private int collect(int[] from, int start, int end, int[] into, int count) {
        int total = count;
        for (int e = start; e < end; e++) {
            int i = from[e];
            if (marks[i] != mark) {
                marks[i] = mark;
                into[total++] = i;
            }
        }
        return total;
    }
}
