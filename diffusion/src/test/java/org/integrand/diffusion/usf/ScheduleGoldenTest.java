package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Schedules run by the authors' releases: equivalence.json holds what dpm-solver and UniPC give, decisions.json
/// random decisions of all kinds, with synthetic statistics of the model, run by the release of the framework.
class ScheduleGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"equivalence", "decisions"})
    void schedulesOfTheGoldenFilesGiveTheirValuesAndAskAsOften(String name) {
        check(UsfGolden.read(name));
    }

    @Test
    void publishedSchedulesGiveTheValuesOfTheReleaseWhereTheyAreAtHand() throws IOException {
        Path file = Path.of("../../shared/golden/usf/decisions.json");
        assumeThat(file)
                .as("published schedules have no licence and are not part of this project")
                .exists();
        check(new UsfGolden(new ObjectMapper().readTree(Files.readString(file))));
    }

    private static void check(UsfGolden golden) {
        ModelFacts facts = golden.facts();
        for (JsonNode example : golden.cases()) {
            String name = example.get("name").stringValue();
            SolverSchedule schedule =
                    ScheduleFile.read(example.get("decision").toString()).schedule();
            Plan plan = ScheduleCompiler.compile(schedule, UsfGolden.SCHEDULE, facts, name);
            assertThat(plan.evaluations())
                    .as(name)
                    .isEqualTo(schedule.evaluations())
                    .isEqualTo(example.get("nfe").intValue());
            JsonNode expected = example.has("expected") ? example.get("expected") : example.get("expected_usf");
            assertThat(UsfGolden.difference(golden.run(plan), expected))
                    .as(name)
                    .isLessThan(1e-12);
            assertThat(ScheduleFile.read(schedule.key()).schedule()).as(name).isEqualTo(schedule);
        }
    }

    /// All forty, on the toy: steps that want statistics with those of the golden files, spread over the schedule.
    @Test
    void everyPublishedScheduleIsReadAndRunsWithTheEvaluationsOfItsName() throws IOException {
        Path file = Path.of("../../shared/golden/usf/published_schedules.json");
        assumeThat(file)
                .as("published schedules have no licence and are not part of this project")
                .exists();
        JsonNode all = new ObjectMapper().readTree(Files.readString(file)).get("schedules");
        for (var entry : all.properties()) {
            ScheduleFile published = ScheduleFile.read(entry.getValue().toString());
            SolverSchedule schedule = published.schedule();
            NoiseSchedule noise = schedule.from() > 1 ? new VarianceExploding(81) : UsfGolden.SCHEDULE;
            Plan plan = ScheduleCompiler.compile(
                    schedule,
                    noise,
                    UsfGolden.facts(
                            noise, schedule.from(), schedule.steps().getLast().to()),
                    entry.getKey());
            assertThat(entry.getKey()).endsWith("nfe" + plan.evaluations());
            assertThat(published.modelKnobs()).isNotEmpty();
            assertThat(ScheduleFile.read(published.write())).isEqualTo(published);
            double[] start = {0.4, -1.1, -0.2, 0.9};
            for (int i = 0; i < start.length; i++) start[i] *= noise.sigma(schedule.from());
            double[] x = new PlanExecutor<>(plan, DoubleSpace.of(4))
                    .run(Toy.mixture().on(noise), start);
            assertThat(x).as(entry.getKey()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        }
    }
}
