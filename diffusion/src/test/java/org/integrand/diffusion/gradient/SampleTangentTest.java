package org.integrand.diffusion.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.TangentModel;
import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.Samplers;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class SampleTangentTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DoubleSpace SPACE = DoubleSpace.of(8);
    private static final SampleLoss<double[]> LOSS = SampleLoss.squaredDistance(0.3, -0.4);

    @Test
    @SuppressWarnings("unchecked") // a mixture's is one
    void forwardModeAgreesWithReverseModeForEverySampler() {
        List<Sampler> all = new ArrayList<>(Samplers.samplers());
        all.addAll(Samplers.stochastic());
        var random = new Random(8);
        for (Sampler sampler : all) {
            var plan = sampler.compile(VP, TimeGrid.karras(), Samplers.steps(sampler, 6), 1, 1e-2);
            var model = Toy.mixture().parametricOn(VP, Prediction.DATA);
            var noise = new KeyedNoise(7, 0, 2).doubles();
            double[] direction = random.doubles(8, -1, 1).toArray();
            double[] parameters = random.doubles(model.size(), -1, 1).toArray();
            var moved = new SampleTangent<>(plan, SPACE, (TangentModel<double[]>) model, noise)
                    .along(Toy.start(), direction, parameters);
            var gradient = SampleGradient.of(plan, SPACE, model).with(noise).gradient(Toy.start(), LOSS);
            double expected = SPACE.dot(gradient.start(), direction);
            int at = 0;
            for (double[] group : gradient.parameters().values())
                for (double g : group) expected += g * parameters[at++];
            double size = Math.max(1, SPACE.norm(gradient.start()));
            assertThat(moved.derivative(SPACE, LOSS)).as("%s", sampler).isCloseTo(expected, within(1e-11 * size));
            assertThat(moved.sample()).isEqualTo(gradient.sample());
        }
    }
}
