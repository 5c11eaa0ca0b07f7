package org.integrand.neural.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.integrand.neural.network.Weights;

/// Which numbers of a network are tuned.
public sealed interface Tuning {
    /// A tensor of tuned numbers.
    ///
    /// @param of the parameter that it changes
    record Leaf(String of, List<Integer> shape, float[] values) {}

    /// The tensors, with what they start from.
    List<Leaf> leaves(Weights weights, long seed);

    /// The network's parameters, made of those that stay and of the leaves.
    SequencedMap<String, Tensor> parameters(Map<String, Tensor> fixed, List<Leaf> leaves, List<Tensor> tensors);

    /// The parameters whose names begin with one of these: `""` for all.
    record Parameters(List<String> prefixes) implements Tuning {
        public Parameters {
            prefixes = List.copyOf(prefixes);
        }

        /// All of them.
        public static Parameters all() {
            return new Parameters(List.of(""));
        }

        @Override
        public List<Leaf> leaves(Weights weights, long seed) {
            var leaves = new ArrayList<Leaf>();
            weights.parameters().forEach((name, p) -> {
                if (prefixes.stream().anyMatch(name::startsWith)) leaves.add(new Leaf(name, p.shape(), p.values()));
            });
            return leaves;
        }

        @Override
        public SequencedMap<String, Tensor> parameters(
                Map<String, Tensor> fixed, List<Leaf> leaves, List<Tensor> tensors) {
            var all = new LinkedHashMap<>(fixed);
            for (int i = 0; i < leaves.size(); i++) all.put(leaves.get(i).of(), tensors.get(i));
            return all;
        }
    }

    /// An additive adapter W + B A of low rank on every kernel and every matrix: W as [d, rest], B [d, rank]
    /// from 0, A [rank, rest] from random numbers of variance 1 / rest. Source: E. J. Hu et al., "LoRA:
    /// low-rank adaptation of large language models", ICLR 2022, arXiv 2106.09685.
    record Adapter(int rank) implements Tuning {
        public Adapter {
            if (rank < 1) throw new IllegalArgumentException("rank " + rank + ": expected at least 1");
        }

        @Override
        public List<Leaf> leaves(Weights weights, long seed) {
            var random = new SplittableRandom(seed);
            var leaves = new ArrayList<Leaf>();
            weights.parameters().forEach((name, p) -> {
                if (!name.endsWith(".kernel") && !name.endsWith(".weight")) return;
                int rows = p.shape().getFirst();
                int rest = p.values().length / rows;
                if (rank > Math.min(rows, rest)) return;
                var a = new float[rank * rest];
                for (int i = 0; i < a.length; i++) a[i] = (float) (random.nextGaussian() / Math.sqrt(rest));
                leaves.add(new Leaf(name, List.of(rank, rest), a));
                leaves.add(new Leaf(name, List.of(rows, rank), new float[rows * rank]));
            });
            return leaves;
        }

        @Override
        public SequencedMap<String, Tensor> parameters(
                Map<String, Tensor> fixed, List<Leaf> leaves, List<Tensor> tensors) {
            var all = new LinkedHashMap<>(fixed);
            for (int i = 0; i < leaves.size(); i += 2) {
                var base = all.get(leaves.get(i).of());
                if (base == null)
                    throw new IllegalStateException(
                            "no parameter " + leaves.get(i).of());
                var change = tensors.get(i + 1).matmul(tensors.get(i));
                all.put(leaves.get(i).of(), base.add(change.reshape_as(base)));
            }
            return all;
        }
    }

    /// A name for people.
    static String described(Tuning tuning) {
        return switch (tuning) {
            case Parameters(var prefixes) ->
                prefixes.contains("") ? "all weights" : "weights of " + String.join(", ", prefixes);
            case Adapter(int rank) -> "adapter of rank " + rank;
        };
    }
}
