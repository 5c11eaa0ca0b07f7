package org.integrand.search;

import java.util.random.RandomGenerator;

/// Strings of 0 and 1 as a search space: bits flip with chance 1/n, crossover takes a segment of the other parent.
record BitStrings(int length) implements SearchSpace<String> {
    @Override
    public String random(RandomGenerator random) {
        var bits = new StringBuilder();
        for (int i = 0; i < length; i++) bits.append(random.nextBoolean() ? '1' : '0');
        return bits.toString();
    }

    @Override
    public String mutate(String parent, RandomGenerator random) {
        var bits = new StringBuilder(parent);
        flip(bits, random.nextInt(length));
        for (int i = 0; i < length; i++) if (random.nextDouble() < 1.0 / length) flip(bits, i);
        return bits.toString();
    }

    private static void flip(StringBuilder bits, int i) {
        bits.setCharAt(i, bits.charAt(i) == '0' ? '1' : '0');
    }

    @Override
    public String crossover(String mother, String father, RandomGenerator random) {
        int a = random.nextInt(length + 1);
        int b = random.nextInt(length + 1);
        int from = Math.min(a, b);
        int to = Math.max(a, b);
        return mother.substring(0, from) + father.substring(from, to) + mother.substring(to);
    }

    @Override
    public String key(String candidate) {
        return candidate;
    }

    @Override
    public String read(String text) {
        if (text.length() != length)
            throw new IllegalArgumentException(text + ": " + text.length() + " bits, expected " + length);
        return text;
    }

    @Override
    public double[][] features(String candidate) {
        double[][] rows = new double[length][1];
        for (int i = 0; i < length; i++) rows[i][0] = candidate.charAt(i) - '0';
        return rows;
    }

    static int ones(String bits) {
        return (int) bits.chars().filter(c -> c == '1').count();
    }
}
