package org.integrand.diffusion.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Against the schedulers of diffusers: all cases of the file, those included that its README lists as not
/// cross-checked
/// (single steps, KDPM2, v and sample predictions, zero terminal SNR, squared cosine, disabled correctors).
class DiffusersGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(DiffusersGoldenTest.class, "golden/diffusers.json");
    private static final double[] UNIT = Toy.flat(GOLDEN.get("x_T_unit"));

    /// Noise by timestep as the network of the file has it, whatever the scheduler believes.
    private static final NoiseSchedule NETWORK = Scheduler.compile(
                    config("EulerDiscreteScheduler", JsonMapper.shared().createObjectNode()), 10, Compatibility.OURS)
            .schedule();

    /// The file's betas and the keys of a case.
    private static SchedulerConfig config(String name, JsonNode keys) {
        var json = (ObjectNode) GOLDEN.get("beta_config").deepCopy();
        json.setAll((ObjectNode) keys);
        return SchedulerConfig.of(json.put("_class_name", name));
    }

    private static SchedulerConfig config(JsonNode c) {
        return config(c.get("scheduler").asString(), c.get("config"));
    }

    private static Scheduler released(JsonNode c) {
        return Scheduler.compile(config(c), c.get("num_inference_steps").intValue(), Compatibility.RELEASE);
    }

    private static List<JsonNode> cases(boolean rejected) {
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode c : GOLDEN.get("cases")) if (c.has("error") == rejected) cases.add(c);
        return cases;
    }

    private static double[] run(Scheduler scheduler) {
        DiffusionModel<double[]> model = Toy.mixture(GOLDEN.get("gmm")).on(NETWORK, scheduler.prediction());
        double[] start =
                Arrays.stream(UNIT).map(x -> x * scheduler.startScale()).toArray();
        var executor = new PlanExecutor<>(scheduler.plan(), DoubleSpace.of(start.length));
        var limited = scheduler.limit().doubles(2).map(executor::with).orElse(executor);
        double[] x = limited.run(model, start);
        return Arrays.stream(x).map(v -> v * scheduler.endScale()).toArray();
    }

    @Test
    void timestepsAreThoseOfTheRelease() {
        for (JsonNode c : cases(false)) {
            double[] timesteps = released(c).timesteps().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            double[] expected = Golden.numbers(c.get("timesteps"));
            assertThat(timesteps).as("%s", c).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                boolean whole = expected[i] == Math.rint(expected[i]);
                assertThat(Math.abs(timesteps[i] - expected[i]))
                        .as("timestep %s, expected %s, of %s", timesteps[i], expected[i], c)
                        .isLessThanOrEqualTo(whole ? 0 : 1e-4);
            }
        }
    }

    @Test
    void sigmasAreThoseOfTheRelease() {
        int compared = 0;
        for (JsonNode c : cases(false)) {
            if (!c.has("sigmas")) continue;
            double[] expected = Golden.numbers(c.get("sigmas"));
            var sigmas = released(c).sigmas();
            assertThat(sigmas).as("%s", c).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++)
                assertThat(Math.abs(sigmas.get(i) - expected[i]))
                        .as("sigma %s, expected %s, of %s", sigmas.get(i), expected[i], c)
                        .isLessThanOrEqualTo(1e-6 * expected[i]);
            compared++;
        }
        assertThat(compared).isEqualTo(174);
    }

    @Test
    void samplesAndCallsAreThoseOfTheRelease() {
        List<String> off = new ArrayList<>();
        for (JsonNode c : cases(false)) {
            var scheduler = released(c);
            if (scheduler.plan().evaluations() != c.get("model_calls").intValue()) off.add("calls of " + c);
            double error = Toy.difference(run(scheduler), Toy.flat(c.get("x")));
            if (!(error <= 1e-4))
                off.add(error + " " + c.get("scheduler") + c.get("num_inference_steps") + c.get("config"));
        }
        assertThat(off).isEmpty();
    }

    @Test
    void startsWithTheNoiseOfTheRelease() {
        for (JsonNode c : cases(false)) {
            var scheduler = released(c);
            var first = scheduler.plan().steps().getFirst().from();
            double init = c.get("init_noise_sigma").doubleValue();
            double expected = init == 1 ? 1 : init * first.alpha();
            assertThat(scheduler.startScale()).as("%s", c).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void whatTheReleaseRejectsIsRejected() {
        for (JsonNode c : cases(true))
            assertThatThrownBy(() -> released(c))
                    .as("%s", c)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("final_sigmas_type");
        assertThat(cases(true)).hasSize(12);
        assertThat(cases(false)).hasSize(204 - 12);
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
