package org.integrand.diffusion.plan;

import org.integrand.diffusion.plan.Instruction.Affine;

/// Computes an [Affine] instruction on a batch: the factors repeat from sample to sample. Products and sums are in
/// double, rounded once.
sealed interface ComponentSum<Y> {
    /// into = the sum; the terms it was made on may be `into` itself.
    void run(Y into);

    /// The sum on some states.
    ///
    /// @param terms in the order of the instruction's parts
    /// @param into  of the type of the terms
    /// @throws IllegalArgumentException when the states are no arrays of numbers, or the batch is not made of whole
    ///     samples of the instruction's size
    @SuppressWarnings("unchecked") // the terms are what `into` is
    static <Y> ComponentSum<Y> of(Affine what, Y[] terms, Y into) {
        var factors = new PerComponent[terms.length];
        for (int k = 0; k < factors.length; k++)
            factors[k] = what.parts().get(k).factor();
        int length = switch (into) {
            case double[] numbers -> numbers.length;
            case float[] numbers -> numbers.length;
            default ->
                throw new IllegalArgumentException("factors for components of a state of type "
                        + into.getClass().getSimpleName() + ": expected double[] or float[]");
        };
        if (length % what.size() != 0)
            throw new IllegalArgumentException("factors for samples of " + what.size() + " components: a batch of "
                    + length + " numbers is not made of such");
        return (ComponentSum<Y>)
                (into instanceof double[]
                        ? new Doubles(factors, what.offset(), what.size(), (double[][]) terms)
                        : new Floats(factors, what.offset(), what.size(), (float[][]) terms));
    }

    /// In double precision.
    record Doubles(PerComponent[] factors, PerComponent offset, int size, double[][] terms)
            implements ComponentSum<double[]> {
        @Override
        public void run(double[] into) {
            for (int start = 0; start < into.length; start += size)
                for (int i = 0; i < size; i++) {
                    double sum = offset.at(i);
                    for (int k = 0; k < terms.length; k++) sum += factors[k].at(i) * terms[k][start + i];
                    into[start + i] = sum;
                }
        }
    }

    /// In single precision.
    record Floats(PerComponent[] factors, PerComponent offset, int size, float[][] terms)
            implements ComponentSum<float[]> {
        @Override
        public void run(float[] into) {
            for (int start = 0; start < into.length; start += size)
                for (int i = 0; i < size; i++) {
                    double sum = offset.at(i);
                    for (int k = 0; k < terms.length; k++) sum += factors[k].at(i) * terms[k][start + i];
                    into[start + i] = (float) sum;
                }
        }
    }
}
