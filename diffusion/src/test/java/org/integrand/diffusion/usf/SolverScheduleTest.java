package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.integrand.diffusion.sampler.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolverScheduleTest {
    private static final String FILE = """
            {"timesteps": [1, 0.5, 0.2, 0.01], "orders": [1, 2, 2],
             "prediction_types": ["noise_prediction", "data_prediction", "noise_prediction"],
             "start_points": [-1, -1, -1],
             "derivative_types": [[],
               [{"estimate": "Difference_1", "active_points": [-2], "relaxation": "linear", "relaxation_coefficient": 0.1}],
               [{"estimate": "Difference_2", "active_points": [-2, -3], "relaxation": null}]],
             "corrector_types": [
               {"type": "pseudo", "start_point": -2, "taylor_order": 2,
                "derivative_type": [{"estimate": "Difference_1", "active_points": [-1], "relaxation": null}]},
               {"type": "no_corrector", "start_point": null, "taylor_order": null, "derivative_type": null},
               {"type": "no_corrector", "start_point": null, "taylor_order": null, "derivative_type": null}],
             "afs": "zero_x0", "skip_coefficients": [1, 0.5]}
            """;

    @Test
    void aFileOfTheReleaseIsReadAndWrittenAgain() {
        ScheduleFile file = ScheduleFile.read(FILE);
        assertThat(file.modelKnobs()).containsExactly(1.0, 0.5);
        assertThat(file.schedule().evaluations()).isEqualTo(2);
        assertThat(file.schedule().first()).isEqualTo(FirstValue.UNIT);
        assertThat(file.schedule().steps().get(1).derivatives())
                .containsExactly(new Derivative(List.of(-2), Relaxation.LINEAR, 0.1));
        assertThat(ScheduleFile.read(file.write())).isEqualTo(file);
    }

    @Test
    void provenanceOurKeysAndTheirAbsenceSurviveAFile() {
        SolverSchedule schedule = ScheduleFile.read(FILE).schedule();
        var file = new ScheduleFile(
                new SolverSchedule(
                        1,
                        List.of(
                                schedule.steps().get(0),
                                schedule.steps().get(1).with(Interpolation.RHO),
                                schedule.steps().get(2).with(Corrector.Kind.IMPLICIT)),
                        FirstValue.ZERO,
                        true),
                new ScheduleFile.Provenance(
                        Optional.of("mine"),
                        Optional.of("mixture"),
                        Optional.of("TRAJ"),
                        Optional.of(3L),
                        Optional.of(500L),
                        Optional.of(0.125),
                        Optional.empty()),
                List.of());
        assertThat(ScheduleFile.read(file.write())).isEqualTo(file);
        assertThat(file.write()).contains("\"nfe\": 4", "\"interpolation\": [\"lambda\",\"rho\",\"lambda\"]");
    }

    @Test
    void equalSchedulesHaveEqualKeys() {
        SolverSchedule one = ScheduleFile.read(FILE).schedule();
        assertThat(ScheduleFile.read(FILE.replace("0.1}", "1e-1}")).schedule().key())
                .isEqualTo(one.key());
        assertThat(one.with(FirstValue.MODEL).key()).isNotEqualTo(one.key());
        assertThat(one.key()).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5, 0.2 | 0.5, 0.5 | timesteps[2] 0.5: expected less than 0.5, the time before it",
                "[1, 2, 2] | [1, 3, 2] | derivative_types[1] is 1 derivatives, expected 2, one less than the order",
                "[1, 2, 2] | [1, 0, 2] | orders[1] is 0, expected 1 ... 4",
                "[1, 2, 2] | [1, 2] | orders is 2 elements, expected 3, one a step",
                "[-1, -1, -1] | [-1, -3, -1] | step 2, start point -3: expected -2 ... -1, the history by then",
                "[-1, -1, -1] | [-1, 0, -1] | step 2, start point 0: expected -2 ... -1",
                "[-2], | [-3], | step 2, derivative 1, point -3: expected -2 ... -1, the history by then",
                "[-2], | [-1], | step 2, derivative 1, point -1: expected another than the start point",
                "[-2, -3] | [-2, -2] | step 3, derivative 1, point -2: it occurs twice",
                "Difference_2 | Difference_3 | .estimate is Difference_3, expected Difference_2, as many as active points",
                "linear | line | relaxation is 'line', expected dpmsolver-2, unipc-bh1",
                "zero_x0 | zero | afs is 'zero', expected no_afs, zero_x0, exact_zero_x0, average_x0",
                "data_pred | date_pred | prediction_types[1] is 'date_prediction', expected noise_prediction",
                "\"start_point\": -2 | \"start_point\": -1 | corrector, start point -1: expected -2 ... -2, -1 is the predicted point",
                "\"afs\" | \"fas\" | schedule: unknown key 'fas', expected timesteps, orders",
                "\"orders\" | \"nfe\" | schedule: orders is missing",
                "[1, 0.5, | [\"1\", 0.5, | timesteps[0] is \"1\", expected a number",
            })
    void illegalFilesAreRefusedWithPlaceValueAndWhatWasExpected(String what, String instead, String message) {
        assertThat(FILE).contains(what);
        assertThatThrownBy(() -> ScheduleFile.read(FILE.replace(what, instead)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void illegalDecisionsAreRefused() {
        var first = Decision.multistep(0.5, Form.NOISE, 1);
        assertThatThrownBy(() -> new SolverSchedule(1, List.of()))
                .hasMessage("schedule of 0 steps: expected 1 ... 10000");
        assertThatThrownBy(() -> new SolverSchedule(1, List.of(first.with(Derivative.full(2)))))
                .hasMessage("step 1, order 2: expected at most 1, as many values as there are by then");
        assertThatThrownBy(() -> new SolverSchedule(1, List.of(first.with(Corrector.Kind.PSEUDO))))
                .hasMessageStartingWith("step 1, corrector pseudo of the last step: expected no_corrector");
        assertThatThrownBy(() -> new SolverSchedule(
                        1,
                        List.of(
                                first,
                                Decision.multistep(0.2, Form.EMPIRICAL, 1).with(Interpolation.TIME))))
                .hasMessageStartingWith("step 2, interpolation in t of dpmsolver_v3_prediction: expected lambda");
        var twice = List.of(Derivative.of(List.of(-2)), Derivative.of(List.of(-2)));
        assertThatThrownBy(() -> new SolverSchedule(
                        1, List.of(first, first.withTo(0.4), first.withTo(0.2).with(twice))))
                .hasMessage("step 3, derivative 2 from 1 differences: expected at least 2");
        var relaxed = List.of(
                Derivative.of(List.of(-2, -3)), Derivative.of(List.of(-2, -3)).with(Relaxation.LINEAR, 0.1));
        assertThatThrownBy(() -> new SolverSchedule(
                        1, List.of(first, first.withTo(0.4), first.withTo(0.2).with(relaxed))))
                .hasMessageStartingWith("step 3, relaxation linear of derivative 2: expected none or half");
        assertThatThrownBy(() -> new SolverSchedule(Double.NaN, List.of(first)))
                .hasMessageStartingWith("timesteps[0] NaN: expected a finite time");
    }
}
