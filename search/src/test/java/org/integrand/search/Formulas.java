package org.integrand.search;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Programs over one variable: trees of x, 1, +, -, *, of at most 31 nodes, written in prefix form.
record Formulas() implements SearchSpace<Formulas.Tree> {
    private static final int LARGEST = 31;

    /// A typed program.
    sealed interface Tree {
        record Leaf(char symbol) implements Tree {}

        record Node(char operation, Tree left, Tree right) implements Tree {}

        default int size() {
            return switch (this) {
                case Leaf _ -> 1;
                case Node n -> 1 + n.left().size() + n.right().size();
            };
        }

        default double at(double x) {
            return switch (this) {
                case Leaf leaf -> leaf.symbol() == 'x' ? x : 1;
                case Node n -> apply(n.operation(), n.left().at(x), n.right().at(x));
            };
        }

        private static double apply(char operation, double a, double b) {
            return switch (operation) {
                case '+' -> a + b;
                case '-' -> a - b;
                default -> a * b;
            };
        }

        /// All subtrees, this one first.
        default List<Tree> subtrees() {
            var all = new ArrayList<Tree>(List.of(this));
            if (this instanceof Node n) {
                all.addAll(n.left().subtrees());
                all.addAll(n.right().subtrees());
            }
            return all;
        }

        /// This with the subtree at `place` (in the order of [#subtrees]) replaced.
        default Tree with(int place, Tree graft) {
            if (place == 0) return graft;
            var n = (Node) this;
            int left = n.left().size();
            return place <= left
                    ? new Node(n.operation(), n.left().with(place - 1, graft), n.right())
                    : new Node(n.operation(), n.left(), n.right().with(place - 1 - left, graft));
        }
    }

    @Override
    public Tree random(RandomGenerator random) {
        return grow(3, random);
    }

    private static Tree grow(int depth, RandomGenerator random) {
        if (depth == 0 || random.nextDouble() < 0.2) return new Tree.Leaf(random.nextInt(4) == 0 ? '1' : 'x');
        return new Tree.Node("+-*".charAt(random.nextInt(3)), grow(depth - 1, random), grow(depth - 1, random));
    }

    @Override
    public Tree mutate(Tree parent, RandomGenerator random) {
        var child = parent.with(random.nextInt(parent.size()), grow(2, random));
        return child.size() <= LARGEST ? child : parent;
    }

    @Override
    public Tree crossover(Tree mother, Tree father, RandomGenerator random) {
        var graft = father.subtrees().get(random.nextInt(father.size()));
        var child = mother.with(random.nextInt(mother.size()), graft);
        return child.size() <= LARGEST ? child : mother;
    }

    @Override
    public String key(Tree candidate) {
        return switch (candidate) {
            case Tree.Leaf leaf -> String.valueOf(leaf.symbol());
            case Tree.Node n -> n.operation() + key(n.left()) + key(n.right());
        };
    }

    @Override
    public Tree read(String text) {
        return read(text, new int[1]);
    }

    private static Tree read(String text, int[] at) {
        char c = text.charAt(at[0]++);
        return "+-*".indexOf(c) < 0 ? new Tree.Leaf(c) : new Tree.Node(c, read(text, at), read(text, at));
    }

    @Override
    public double[][] features(Tree candidate) {
        return key(candidate)
                .chars()
                .mapToObj(c -> new double[] {c == 'x' ? 1 : 0, c == '1' ? 1 : 0, c == '+' ? 1 : 0, c == '-' ? 1 : 0})
                .toArray(double[][]::new);
    }
}
