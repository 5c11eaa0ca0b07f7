package org.integrand.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Points of the unit cube: polynomial mutation and simulated binary crossover with distribution index 20
/// (K. Deb, R. B. Agrawal, Complex Systems 9 (1995)).
record RealVectors(int length) implements SearchSpace<List<Double>> {
    @Override
    public List<Double> random(RandomGenerator random) {
        return random.doubles(length).boxed().toList();
    }

    @Override
    public List<Double> mutate(List<Double> parent, RandomGenerator random) {
        var child = new ArrayList<>(parent);
        int sure = random.nextInt(length);
        for (int i = 0; i < length; i++) {
            if (i != sure && random.nextDouble() >= 1.0 / length) continue;
            double u = random.nextDouble();
            double shift = u < 0.5 ? Math.pow(2 * u, 1 / 21.0) - 1 : 1 - Math.pow(2 - 2 * u, 1 / 21.0);
            child.set(i, Math.clamp(child.get(i) + shift, 0.0, 1.0));
        }
        return List.copyOf(child);
    }

    @Override
    public List<Double> crossover(List<Double> mother, List<Double> father, RandomGenerator random) {
        var child = new ArrayList<Double>();
        for (int i = 0; i < length; i++) {
            double u = random.nextDouble();
            double beta = u < 0.5 ? Math.pow(2 * u, 1 / 21.0) : Math.pow(1 / (2 - 2 * u), 1 / 21.0);
            double sign = random.nextBoolean() ? 1 : -1;
            double value = 0.5 * (mother.get(i) + father.get(i)) + sign * 0.5 * beta * (mother.get(i) - father.get(i));
            child.add(Math.clamp(value, 0.0, 1.0));
        }
        return List.copyOf(child);
    }

    @Override
    public String key(List<Double> candidate) {
        return candidate.toString();
    }

    @Override
    public List<Double> read(String text) {
        return Arrays.stream(text.substring(1, text.length() - 1).split(", "))
                .map(Double::valueOf)
                .toList();
    }

    @Override
    public double[][] features(List<Double> candidate) {
        return new double[][] {candidate.stream().mapToDouble(x -> x).toArray()};
    }
}
