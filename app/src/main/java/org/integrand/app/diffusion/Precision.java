package org.integrand.app.diffusion;

import java.util.Arrays;
import org.integrand.diffusion.correction.DifferentiableCorrection;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.model.LogLikelihoodGradient;
import org.integrand.diffusion.noise.NoiseSource;
import org.integrand.diffusion.plan.ErrorMeasure;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.integrand.engine.space.Space;

/// How the states of a batch are held, `[sample][component]` in one array.
interface Precision<Y> {
    /// The space of so many numbers.
    Space<Y> space(int numbers);

    /// The rows from ... to - 1 as a batch.
    Y batch(double[][] rows, int from, int to);

    /// Row `index` of a batch of rows of so many numbers.
    double[] row(Y batch, int index, int numbers);

    /// The same noise.
    NoiseSource<Y> noise(NoiseSource<double[]> source);

    /// A correction of samples of so many numbers.
    DifferentiableCorrection<Y> correction(CorrectionSpec spec, int numbers);

    /// A gradient that a network gives, for batches of so many numbers.
    LogLikelihoodGradient<Y> gradient(LogLikelihoodGradient<float[]> network, int numbers);

    /// An adaptive sampler's error, over parts of so many numbers.
    ErrorMeasure<Y> measure(ErrorMeasure.Tolerances tolerances, int numbers);

    /// L = 1/2 sum |x - target|^2, the target one sample or one number.
    SampleLoss<Y> squaredDistance(double[] target);

    /// In double precision.
    Precision<double[]> DOUBLE = new Precision<>() {
        @Override
        public Space<double[]> space(int numbers) {
            return DoubleSpace.of(numbers);
        }

        @Override
        public double[] batch(double[][] rows, int from, int to) {
            int numbers = rows[from].length;
            double[] batch = new double[(to - from) * numbers];
            for (int i = from; i < to; i++) System.arraycopy(rows[i], 0, batch, (i - from) * numbers, numbers);
            return batch;
        }

        @Override
        public double[] row(double[] batch, int index, int numbers) {
            return Arrays.copyOfRange(batch, index * numbers, (index + 1) * numbers);
        }

        @Override
        public NoiseSource<double[]> noise(NoiseSource<double[]> source) {
            return source;
        }

        @Override
        public DifferentiableCorrection<double[]> correction(CorrectionSpec spec, int numbers) {
            return spec.doubles(numbers);
        }

        @Override
        public LogLikelihoodGradient<double[]> gradient(LogLikelihoodGradient<float[]> network, int numbers) {
            var state = new float[numbers];
            var result = new float[numbers];
            return (x, t, into) -> {
                for (int i = 0; i < numbers; i++) state[i] = (float) x[i];
                network.evaluate(state, t, result);
                for (int i = 0; i < numbers; i++) into[i] = result[i];
            };
        }

        @Override
        public SampleLoss<double[]> squaredDistance(double[] target) {
            return SampleLoss.squaredDistance(target);
        }

        @Override
        public ErrorMeasure<double[]> measure(ErrorMeasure.Tolerances tolerances, int numbers) {
            return ErrorMeasure.doubles(tolerances, numbers);
        }
    };

    /// In single precision, as networks take them.
    Precision<float[]> SINGLE = new Precision<>() {
        @Override
        public Space<float[]> space(int numbers) {
            return FloatSpace.of(numbers);
        }

        @Override
        public float[] batch(double[][] rows, int from, int to) {
            int numbers = rows[from].length;
            float[] batch = new float[(to - from) * numbers];
            for (int i = 0; i < batch.length; i++) batch[i] = (float) rows[from + i / numbers][i % numbers];
            return batch;
        }

        @Override
        public double[] row(float[] batch, int index, int numbers) {
            double[] row = new double[numbers];
            for (int j = 0; j < numbers; j++) row[j] = batch[index * numbers + j];
            return row;
        }

        @Override
        public NoiseSource<float[]> noise(NoiseSource<double[]> source) {
            return NoiseSource.rounded(source);
        }

        @Override
        public DifferentiableCorrection<float[]> correction(CorrectionSpec spec, int numbers) {
            return spec.floats(numbers);
        }

        @Override
        public LogLikelihoodGradient<float[]> gradient(LogLikelihoodGradient<float[]> network, int numbers) {
            return network;
        }

        @Override
        public SampleLoss<float[]> squaredDistance(double[] target) {
            float[] rounded = new float[target.length];
            for (int i = 0; i < target.length; i++) rounded[i] = (float) target[i];
            return SampleLoss.squaredDistance(rounded);
        }

        @Override
        public ErrorMeasure<float[]> measure(ErrorMeasure.Tolerances tolerances, int numbers) {
            return ErrorMeasure.floats(tolerances, numbers);
        }
    };
}
