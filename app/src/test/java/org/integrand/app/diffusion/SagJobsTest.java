package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;

class SagJobsTest {
    private static final String MIXTURE =
            "{type: gaussian-mixture, weights: [1, 1], means: [[2, 0], [-1, 1.5]]," + " std: [0.5, 0.5]}";

    private static Session sample(String... given) {
        var all = new ArrayList<>(List.of("sample", "--json"));
        all.addAll(Arrays.asList(given));
        return Session.run(all.toArray(String[]::new));
    }

    private static double[] mean(Session session) {
        assertThat(session.err()).isEmpty();
        var mean = session.json().path("mean");
        return new double[] {mean.path(0).doubleValue(), mean.path(1).doubleValue()};
    }

    @Test
    void samplesAreLedToATargetAndToAClass() {
        double[] plain = mean(sample("--model", MIXTURE));
        double[] none = mean(sample("--model", MIXTURE, "--set", "sag={scale: 0, target: [2, 0]}"));
        assertThat(none).containsExactly(plain);
        double[] led = mean(sample("--model", MIXTURE, "--set", "sag={scale: 2, target: [2, 0]}"));
        assertThat(Math.hypot(led[0] - 2, led[1])).isLessThan(0.5 * Math.hypot(plain[0] - 2, plain[1]));
        double[] other = mean(
                sample("--model", MIXTURE, "--class", "1", "--guidance", "0", "--set", "sag={scale: 1, steps: 3}"));
        assertThat(Math.hypot(other[0] + 1, other[1] - 1.5)).isLessThan(0.5);
    }

    @Test
    void digitsAreLedByTheJudge() {
        String[] common = {"--count", "10", "--class", "3", "--guidance", "0", "--evaluations", "8", "--seed", "2"};
        var plain = sample(common);
        var all = new ArrayList<>(List.of(common));
        all.addAll(List.of("--set", "sag={steps: 1, scale: 3}"));
        var led = sample(all.toArray(String[]::new));
        assertThat(led.err()).isEmpty();
        assertThat(led.json().path("agreement").doubleValue())
                .isGreaterThan(plain.json().path("agreement").doubleValue() + 0.3);
    }

    @Test
    void badInputIsNamed() {
        assertThat(sample("--model", MIXTURE, "--set", "sag={target: [1]}").err())
                .contains("sag.target of 1 numbers: expected 2 as in the model");
        assertThat(sample("--model", MIXTURE, "--set", "sag={steps: 2}").err()).contains("expected a class");
        assertThat(sample("--model", MIXTURE, "--set", "sag={steps: 0, target: [1, 1]}")
                        .err())
                .contains("steps 0: expected 1 ... 1,000");
        assertThat(sample("--model", "{type: onnx, path: nowhere.onnx}", "--set", "sag={steps: 1}")
                        .err())
                .contains("sag: the model has no gradient, expected digits, gaussian or gaussian-mixture");
        assertThat(sample("--set", "sag={steps: 1}", "--classifier", "judge", "--class", "1")
                        .err())
                .contains("sag beside a classifier: expected one of them");
        assertThat(sample("--set", "sag={steps: 1}", "--schedule", "vp-cosine").err())
                .contains("sag: the network of digits needs its own schedule, expected vp-linear");
    }
}
