package org.integrand.neural.train;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;

/// y = w x + b, and the mean square error to y = 3 x - 2 on a random batch.
final class Line implements Network, Objective {
    @Override
    public String name() {
        return "line";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.floats("x", 1));
    }

    @Override
    public List<String> outputs() {
        return List.of("y");
    }

    @Override
    public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
        return List.of(ops.linear(
                inputs.getFirst(),
                ops.parameter("weight", Initial.SCALED, 1, 1),
                ops.parameter("bias", Initial.ZERO, 1)));
    }

    @Override
    public Tensor loss(Operations<Tensor> ops, long step) {
        var random = new SplittableRandom(step);
        var x = new float[16];
        var y = new float[16];
        for (int i = 0; i < 16; i++) {
            x[i] = (float) random.nextGaussian();
            y[i] = 3 * x[i] - 2;
        }
        var wanted = Tensor.create(y, 16, 1);
        return apply(ops, List.of(Tensor.create(x, 16, 1)))
                .getFirst()
                .sub(wanted)
                .square()
                .mean();
    }
}
