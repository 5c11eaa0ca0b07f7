package org.integrand.diffusion.digits;

import java.util.function.BiConsumer;
import org.integrand.diffusion.model.Pullback;

/// The derivative of the digits' network where it was evaluated.
///
/// @param conditions how many numbers the conditions of all samples have
/// @param parameters adds the derivative with respect to these to the gradient
record KeptDigits(DigitNetworks.Kept kept, int conditions, BiConsumer<float[], double[]> parameters)
        implements Pullback<float[]> {
    @Override
    public void pull(float[] cotangent, float[] into, double[] gradient) {
        var own = new float[conditions];
        kept.pull(cotangent, into, own);
        parameters.accept(own, gradient);
    }

    @Override
    public long bytes() {
        return kept.bytes();
    }

    @Override
    public void close() {
        kept.close();
    }
}
