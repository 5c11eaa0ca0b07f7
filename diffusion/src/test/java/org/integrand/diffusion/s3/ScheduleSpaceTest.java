package org.integrand.diffusion.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.s3.ScheduleSpace.Freedom;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.EmpiricalStatistics;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.ModelFacts;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.SolverSchedule;
import org.junit.jupiter.api.Test;

class ScheduleSpaceTest {
    /// A family of random candidates, mutants and children, each made of earlier ones.
    private static List<SolverSchedule> family(ScheduleSpace space, int size, long seed) {
        var random = new SplittableRandom(seed);
        var all = new ArrayList<SolverSchedule>();
        for (int i = 0; i < 20; i++) all.add(space.random(random));
        while (all.size() < size) {
            var parent = all.get(random.nextInt(all.size()));
            all.add(
                    random.nextBoolean()
                            ? space.mutate(parent, random)
                            : space.crossover(parent, all.get(random.nextInt(all.size())), random));
        }
        return all;
    }

    private static SolverSchedule known(int evaluations, String name) {
        return ToyProblem.space(evaluations).knownSolvers().stream()
                .filter(k -> k.name().equals(name))
                .map(Known::schedule)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theKnownSolversAreOfTheSpace() {
        for (int evaluations : List.of(2, 3, 4, 5, 6, 7, 8, 9, 10)) {
            var space = ToyProblem.space(evaluations);
            var known = space.knownSolvers();
            assertThat(known).hasSizeGreaterThan(evaluations < 4 ? 30 : 100).doesNotHaveDuplicates();
            for (var one : known) {
                assertThat(one.schedule().evaluations()).isEqualTo(evaluations);
                assertThat(one.schedule().steps())
                        .hasSize(space.steps(one.schedule().first()));
                assertThat(one.schedule().times()[evaluations]).isEqualTo(space.end());
            }
            if (evaluations < 4) continue; // some are the same there, and have the first one's name
            assertThat(known)
                    .extracting(Known::name)
                    .anyMatch(name -> name.startsWith("ddim"))
                    .anyMatch(name -> name.startsWith("unipc-2"))
                    .anyMatch(name -> name.startsWith("deis-tab2"))
                    .anyMatch(name -> name.startsWith("dpm-solver++ 2M"));
        }
    }

    @Test
    void everyVariationIsLegalAndKeepsEvaluationsStartAndEnd() {
        for (int evaluations : List.of(1, 2, 5, 8)) {
            var spaces = List.of(
                    ToyProblem.space(evaluations),
                    new ScheduleSpace(new VarianceExploding(80), 80, 0.002, evaluations));
            for (var space : spaces)
                for (var schedule : family(space, 300, evaluations)) {
                    assertThat(schedule.evaluations()).isEqualTo(evaluations);
                    assertThat(schedule.from()).isEqualTo(space.start());
                    assertThat(schedule.times()[schedule.steps().size()]).isEqualTo(space.end());
                    var plan = ScheduleCompiler.compile(schedule, space.schedule());
                    assertThat(plan.evaluations()).isEqualTo(evaluations);
                }
        }
    }

    @Test
    void everyDecisionIsReached() {
        Set<Object> seen = new HashSet<>();
        for (var schedule : family(ToyProblem.space(6), 1_000, 3)) {
            seen.add(schedule.first());
            for (Decision step : schedule.steps()) {
                seen.add("order " + step.order());
                seen.add(step.form());
                seen.add(step.interpolation());
                if (step.corrector().present())
                    seen.add("corrector of order " + step.corrector().order());
                if (step.order() == 4)
                    seen.add("first derivative from "
                            + step.derivatives().getFirst().points().size());
                if (step.order() > 1 && step.derivatives().getFirst().coefficient() != 0) seen.add("relaxed");
            }
        }
        assertThat(seen)
                .contains("order 1", "order 2", "order 3", "order 4", "relaxed")
                .contains(Form.NOISE, Form.DATA, FirstValue.MODEL, FirstValue.UNIT, FirstValue.ZERO)
                .contains((Object[]) Interpolation.values())
                .contains(
                        "corrector of order 2", "corrector of order 3", "corrector of order 4", "corrector of order 5")
                .contains("first derivative from 1", "first derivative from 2", "first derivative from 3");
    }

    /// The form of the statistics and the guess that data are at their mean are decisions where these are known.
    @Test
    void whatIsKnownOfAModelIsUsed() {
        double[][] half = new double[40][2];
        for (double[] row : half) java.util.Arrays.fill(row, 0.5);
        double[][] zero = new double[40][2];
        var noise = ToyProblem.SCHEDULE;
        var facts = ModelFacts.NONE
                .with(EmpiricalStatistics.of(noise.lambda(1), noise.lambda(ToyProblem.END), half, zero, zero))
                .with(PerComponent.of(0.1, -0.2));
        var space = new ScheduleSpace(noise, 1, ToyProblem.END, 6, facts);
        Set<Object> seen = new HashSet<>();
        for (var schedule : family(space, 500, 9)) {
            assertThat(space.compiled(schedule).evaluations()).isEqualTo(6);
            seen.add(schedule.first());
            for (Decision step : schedule.steps()) seen.add(step.form());
        }
        assertThat(seen).contains(Form.EMPIRICAL, FirstValue.MEAN);
        var known = space.knownSolvers().stream()
                .filter(k -> k.name().startsWith("dpm-solver-v3"))
                .toList();
        assertThat(known).hasSize(4 * 3 * 2);
        for (var one : known) {
            assertThat(one.schedule().steps()).allMatch(step -> step.form() == Form.EMPIRICAL);
            assertThat(space.compiled(one.schedule()).evaluations()).isEqualTo(6);
        }
        assertThat(ToyProblem.space(6).knownSolvers()).noneMatch(k -> k.name().startsWith("dpm-solver-v3"));
    }

    @Test
    void mutantsDifferFromTheirParents() {
        var random = new SplittableRandom(4);
        var space = ToyProblem.space(5);
        for (var schedule : family(space, 300, 5))
            assertThat(space.mutate(schedule, random)).isNotEqualTo(schedule);
    }

    @Test
    void whatIsNotFreeStaysAsItWas() {
        var random = new SplittableRandom(6);
        var parent = known(6, "dpm-solver++ 3M, log-snr");
        var times = ToyProblem.space(6).only(Freedom.TIMES);
        var forms = ToyProblem.space(6).only(Freedom.FORMS);
        for (int i = 0; i < 200; i++) {
            var moved = times.mutate(parent, random);
            assertThat(moved.steps().stream().allMatch(d -> d.form() == Form.DATA || d.form() == Form.NOISE))
                    .isTrue();
            assertThat(moved.first()).isEqualTo(FirstValue.MODEL);
            assertThat(moved.steps()).noneMatch(d -> d.corrector().present());
            var turned = forms.mutate(parent, random);
            assertThat(turned.times()).isEqualTo(parent.times());
            for (int k = 0; k < 6; k++)
                assertThat(turned.steps().get(k).with(Form.DATA))
                        .isEqualTo(parent.steps().get(k).with(Form.DATA));
        }
    }

    @Test
    void aKeyGivesItsScheduleBack() {
        var space = ToyProblem.space(5);
        for (var schedule : family(space, 100, 7))
            assertThat(space.read(space.key(schedule))).isEqualTo(schedule);
    }

    @Test
    void featuresTellSchedulesApart() {
        var space = ToyProblem.space(5);
        Set<String> keys = new HashSet<>();
        Set<String> features = new HashSet<>();
        int width = space.features(known(5, "ddim, log-snr"))[0].length;
        for (var schedule : family(space, 400, 8)) {
            double[][] rows = space.features(schedule);
            assertThat(rows).hasDimensions(schedule.steps().size(), width);
            keys.add(space.key(schedule));
            features.add(java.util.Arrays.deepToString(rows));
        }
        assertThat(features.size()).isGreaterThan(keys.size() * 95 / 100);
    }

    @Test
    void badSpacesAreRefused() {
        assertThatThrownBy(() -> ToyProblem.space(0)).hasMessage("evaluations 0: expected 1 ... 200");
        assertThatThrownBy(() -> new ScheduleSpace(ToyProblem.SCHEDULE, 0.5, 0.6, 5))
                .hasMessage("start 0.5: expected more than the end, 0.6");
        assertThatThrownBy(() -> new ScheduleSpace(ToyProblem.SCHEDULE, 1, 0, 5))
                .hasMessageContaining("expected alpha and sigma > 0");
    }
}
