package org.integrand.diffusion.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class SchedulerTest {
    private static SchedulerConfig config(SchedulerClass scheduler, String keys) {
        return SchedulerConfig.of(JsonMapper.shared()
                .readTree("{\"_class_name\": \"" + scheduler.spelling() + "\"" + (keys.isEmpty() ? "" : ", " + keys)
                        + "}"));
    }

    private static Scheduler ours(SchedulerClass scheduler, String keys, int steps) {
        return Scheduler.compile(config(scheduler, keys), steps, Compatibility.OURS);
    }

    private static Scheduler released(SchedulerClass scheduler, String keys, int steps) {
        return Scheduler.compile(config(scheduler, keys), steps, Compatibility.RELEASE);
    }

    private static double[] run(Scheduler scheduler, double[] unit) {
        double[] start =
                Arrays.stream(unit).map(x -> x * scheduler.startScale()).toArray();
        var space = DoubleSpace.of(unit.length);
        double[] x = new PlanExecutor<>(scheduler.plan(), space)
                .with(new KeyedNoise(5, 0, 2).doubles())
                .run(Toy.mixture().on(scheduler.schedule(), scheduler.prediction()), start);
        return Arrays.stream(x).map(v -> v * scheduler.endScale()).toArray();
    }

    /// What a class needs besides its defaults to be the same in both modes.
    private static String needs(SchedulerClass scheduler) {
        return switch (scheduler) {
            case PNDM -> "\"skip_prk_steps\": true";
            case DDIM, DDPM -> "\"clip_sample\": false";
            default -> "";
        };
    }

    private static double[] noise(int samples) {
        var random = new SplittableRandom(11);
        double[] noise = new double[2 * samples];
        Arrays.setAll(noise, _ -> random.nextGaussian());
        return noise;
    }

    /// Mean (-0.07, 0.19), mean squares 0.3910 and 0.3395 of the two coordinates.
    private static void assertDrawsTheMixture(Scheduler scheduler) {
        int count = 2000;
        double[] x = run(scheduler, noise(count));
        double[] mean = new double[2];
        double[] square = new double[2];
        for (int i = 0; i < x.length; i++) {
            mean[i % 2] += x[i] / count;
            square[i % 2] += x[i] * x[i] / count;
        }
        assertThat(mean[0]).isCloseTo(-0.07, offset(0.06));
        assertThat(mean[1]).isCloseTo(0.19, offset(0.06));
        assertThat(square[0]).isCloseTo(0.391, offset(0.06));
        assertThat(square[1]).isCloseTo(0.3395, offset(0.06));
    }

    @ParameterizedTest
    @EnumSource
    void everySchedulerDrawsTheMixtureInBothModes(SchedulerClass scheduler) {
        assertDrawsTheMixture(ours(scheduler, needs(scheduler), 100));
        assertDrawsTheMixture(released(scheduler, needs(scheduler), 100));
    }

    @Test
    void variantsOfTheDiffusionDrawTheMixture() {
        assertDrawsTheMixture(ours(
                SchedulerClass.DPM_MULTISTEP, "\"algorithm_type\": \"sde-dpmsolver++\", \"solver_order\": 3", 100));
        assertDrawsTheMixture(ours(
                SchedulerClass.DPM_MULTISTEP,
                "\"algorithm_type\": \"sde-dpmsolver\", \"final_sigmas_type\": \"sigma_min\"",
                100));
        assertDrawsTheMixture(
                ours(SchedulerClass.DDPM, "\"clip_sample\": false, \"variance_type\": \"fixed_large\"", 200));
        String flow = "\"use_flow_sigmas\": true, \"prediction_type\": \"flow_prediction\", \"flow_shift\": 3.0";
        assertDrawsTheMixture(ours(SchedulerClass.UNIPC, flow, 50));
        assertDrawsTheMixture(released(SchedulerClass.DPM_MULTISTEP, flow, 50));
        assertDrawsTheMixture(released(SchedulerClass.DEIS, flow, 50));
    }

    @ParameterizedTest
    @EnumSource
    void fewStepsGiveFiniteSamplesInBothModes(SchedulerClass scheduler) {
        for (int steps = 2; steps <= 30; steps++)
            for (var compat : Compatibility.values()) {
                double[] x = run(Scheduler.compile(config(scheduler, needs(scheduler)), steps, compat), Toy.start());
                assertThat(Arrays.stream(x).allMatch(Double::isFinite))
                        .as("%s steps", steps)
                        .isTrue();
            }
    }

    /// With 150 steps the release goes 6 timesteps where the next one is 6.7 away.
    @Test
    void ddimAndPndmOfOursAreNearerToTheFlowThanTheReleaseOnLinspace() {
        double[] exact = run(ours(SchedulerClass.DPM_MULTISTEP, "\"solver_order\": 3", 500), Toy.start());
        for (var scheduler : new SchedulerClass[] {SchedulerClass.DDIM, SchedulerClass.PNDM}) {
            String keys = needs(scheduler) + ", \"timestep_spacing\": \"linspace\", \"set_alpha_to_one\": true";
            double ours = Toy.difference(run(ours(scheduler, keys, 150), Toy.start()), exact);
            double released = Toy.difference(run(released(scheduler, keys, 150), Toy.start()), exact);
            assertThat(ours).isLessThan(0.5 * released);
        }
    }

    @Test
    void timestepsOfOursAreWhereTheSigmasAre() {
        String keys = "\"use_karras_sigmas\": true";
        var ours = ours(SchedulerClass.DPM_MULTISTEP, keys, 10);
        var released = released(SchedulerClass.DPM_MULTISTEP, keys, 10);
        assertThat(released.timesteps()).allMatch(t -> t == Math.rint(t));
        assertThat(ours.timesteps().get(4))
                .isNotEqualTo(Math.rint(ours.timesteps().get(4)));
        for (int i = 0; i < 10; i++)
            assertThat(ours.timesteps().get(i)).isCloseTo(released.timesteps().get(i), offset(0.5));
    }

    @Test
    void flowMatchingVisitsThousandSigma() {
        assertThat(ours(SchedulerClass.FLOW_EULER, "", 4).timesteps().stream().map(Math::round))
                .containsExactly(1000L, 667L, 334L, 1L);
        assertThat(ours(SchedulerClass.FLOW_HEUN, "", 4).timesteps().stream().map(Math::round))
                .containsExactly(1000L, 667L, 667L, 334L, 334L, 1L, 1L);
        var shifted = ours(SchedulerClass.FLOW_EULER, "\"shift\": 3.0", 2).sigmas();
        assertThat(shifted.get(0)).isEqualTo(1);
        assertThat(shifted.get(1)).isCloseTo(9 / 1008.0, offset(1e-12)); // 1 / 1000 shifted twice
    }

    @Test
    void aLastStepOfNoLengthIsLeftOut() {
        var deis = released(SchedulerClass.DEIS, "\"use_karras_sigmas\": true", 8);
        assertThat(deis.sigmas()).hasSize(9);
        assertThat(deis.plan().evaluations()).isEqualTo(7);
        assertThat(released(SchedulerClass.EDM_EULER, "\"final_sigmas_type\": \"sigma_min\"", 8)
                        .plan()
                        .evaluations())
                .isEqualTo(7);
    }

    @Test
    void aStartOnALeadingGridHasVarianceOne() {
        var euler = ours(SchedulerClass.EULER, "\"timestep_spacing\": \"leading\"", 10);
        assertThat(euler.startScale()).isCloseTo(1, offset(1e-12));
    }

    @Test
    void readsAFileAsItIs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("scheduler_config.json");
        Files.writeString(file, """
                {"_class_name": "DPMSolverMultistepScheduler", "_diffusers_version": "0.30.0", "beta_start": 0.00085,
                 "beta_schedule": "scaled_linear", "lambda_min_clipped": -Infinity, "trained_betas": null, "skip_prk_steps": true}
                """);
        var config = SchedulerConfig.read(file);
        assertThat(config.scheduler()).isEqualTo(SchedulerClass.DPM_MULTISTEP);
        assertThat(config.ignored()).containsExactly("skip_prk_steps");
        assertThat(config.number("beta_end")).isEqualTo(0.02);
        assertThat(Scheduler.compile(config, 20, Compatibility.RELEASE).plan().evaluations())
                .isEqualTo(20);
    }

    @Test
    void saysWhatCannotBeDone() {
        assertThatThrownBy(
                        () -> SchedulerConfig.of(JsonMapper.shared().readTree("{\"_class_name\": \"LCMScheduler\"}")))
                .hasMessageStartingWith("_class_name LCMScheduler: expected one of DDIMScheduler, ");
        assertThatThrownBy(() -> SchedulerConfig.of(JsonMapper.shared().readTree("{}")))
                .hasMessage("scheduler: no '_class_name', expected a scheduler_config.json of diffusers");
        assertThatThrownBy(() -> ours(SchedulerClass.PNDM, "", 10))
                .hasMessage("skip_prk_steps false of PNDMScheduler: expected true");
        assertThatThrownBy(() -> released(SchedulerClass.DDIM, "", 10))
                .hasMessageStartingWith("clip_sample true of DDIMScheduler: expected false");
        assertThatThrownBy(() -> released(
                        SchedulerClass.DPM_MULTISTEP,
                        "\"algorithm_type\": \"sde-dpmsolver++\", \"solver_order\": 3",
                        10))
                .hasMessageStartingWith("solver_order 3 of DPMSolverMultistepScheduler: expected 1 or 2");
        assertThatThrownBy(() -> ours(SchedulerClass.DDPM, "\"variance_type\": \"learned_range\"", 10))
                .hasMessage("variance_type \"learned_range\" of DDPMScheduler: expected one that is not learned");
        assertThatThrownBy(() ->
                        ours(SchedulerClass.EULER, "\"timestep_spacing\": \"leading\", \"steps_offset\": 2", 1000))
                .hasMessageContaining("timestep 1001.0 of 1000 steps: expected 0 ... 999");
    }

    private static org.assertj.core.data.Offset<Double> offset(double by) {
        return org.assertj.core.data.Offset.offset(by);
    }

    private static void assertSigmas(SchedulerClass scheduler, String keys, int tokens, double... expected) {
        var config = config(scheduler, "\"use_dynamic_shifting\": true" + keys).withImageTokens(tokens);
        var sigmas = Scheduler.compile(config, 4, Compatibility.OURS).sigmas();
        for (int i = 0; i < 4; i++)
            assertThat(sigmas.get(i)).as("%s %d", scheduler, i).isCloseTo(expected[i], within(2e-6));
    }

    /// mu = 0.5 + 0.65 (n - 256) / 3840 = 0.63 for n = 1024 tokens; sigma = e^mu / (e^mu + 1 / s - 1), for `linear`
    /// mu in place of e^mu, at s from 1 to 1 / 1000 (Euler) or to 1 / 1000 without the last (UniPC).
    @Test
    void dynamicShiftingFollowsTheSizeOfTheImage() {
        double[] exponential = {1, 0.789953899509246, 0.4849673625049209, 0.0018759642132244977};
        assertSigmas(SchedulerClass.FLOW_EULER, "", 1024, exponential);
        assertSigmas(SchedulerClass.FLOW_EULER, ", \"shift\": 3", 1024, exponential);
        double[] linear = {1, 0.5578922212928665, 0.24009036763195724, 0.0006302331862789238};
        assertSigmas(SchedulerClass.FLOW_EULER, ", \"time_shift_type\": \"linear\"", 1024, linear);
        double[] unipc = {1, 0.8494055214756847, 0.652942817856662, 0.385891287052713};
        String flow = ", \"use_flow_sigmas\": true, \"prediction_type\": \"flow_prediction\"";
        assertSigmas(SchedulerClass.UNIPC, flow, 1024, unipc);
        // at base_image_seq_len the shift is e^base_shift, the static one of that number
        var given = config(SchedulerClass.FLOW_EULER, "\"use_dynamic_shifting\": true, \"base_shift\": 0")
                .withImageTokens(256);
        assertThat(Scheduler.compile(given, 7, Compatibility.OURS).sigmas())
                .isEqualTo(ours(SchedulerClass.FLOW_EULER, "", 7).sigmas());
        assertThatThrownBy(() -> ours(SchedulerClass.FLOW_EULER, "\"use_dynamic_shifting\": true", 4))
                .hasMessage("use_dynamic_shifting true of FlowMatchEulerDiscreteScheduler: expected with it the number"
                        + " of the image's tokens, image_seq_len");
    }
}
