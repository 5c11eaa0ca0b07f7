package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.diffusion.plan.Plan;
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
}
