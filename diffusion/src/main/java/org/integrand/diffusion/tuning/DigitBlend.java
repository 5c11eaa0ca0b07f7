package org.integrand.diffusion.tuning;

import java.util.Arrays;
import java.util.function.Function;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.ParametricModel;

/// Digits conditioned on a blend of the vectors of the classes, e = sum_k a_k e_k over the ten digits and,
/// last, the vector of no class: eleven numbers, which samples determine, where of a free vector they determine
/// only some directions.
public final class DigitBlend implements ModelFamily {
    private static final int CLASSES = DigitModel.CLASSES + 1;

    private final DigitCondition free;
    private final double[][] vectors = new double[CLASSES][];
    private final double[] first;

    /// @param first    a where tuning starts
    /// @param guidance 1 for none
    public DigitBlend(DigitModel model, double[] first, double guidance) {
        if (first.length != CLASSES)
            throw new IllegalArgumentException("blend of " + first.length + " numbers: expected " + CLASSES);
        this.first = first.clone();
        for (int k = 0; k < CLASSES; k++) vectors[k] = model.condition(k);
        this.free = new DigitCondition(model, blended(first), guidance);
    }

    /// a with one class alone.
    public static double[] of(int digit) {
        var a = new double[CLASSES];
        a[digit] = 1;
        return a;
    }

    /// The vector of a blend.
    public double[] blended(double[] a) {
        var vector = new double[DigitModel.CONDITION];
        for (int k = 0; k < CLASSES; k++) for (int j = 0; j < vector.length; j++) vector[j] += a[k] * vectors[k][j];
        return vector;
    }

    @Override
    public double[] start() {
        return first.clone();
    }

    @Override
    public ParametricModel<float[]> of(double[] numbers, int count) {
        return free.of(blended(numbers), count);
    }

    @Override
    public double[] gradient(double[] numbers, Function<String, double[]> ofGroup) {
        double[] whole = free.gradient(numbers, ofGroup);
        return Arrays.stream(vectors)
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int j = 0; j < row.length; j++) sum += row[j] * whole[j];
                    return sum;
                })
                .toArray();
    }
}
