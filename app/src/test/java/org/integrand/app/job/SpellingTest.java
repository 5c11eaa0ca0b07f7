package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void distanceCountsEditsAndSwapsOfNeighbours() {
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("order", "oredr")).isEqualTo(1);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("betaStart", "betastart")).isZero();
        assertThat(Spelling.distance("log_snr", "log-snr")).isZero();
    }

    @Test
    void aNameThatIsFarFromAllGetsTheListInstead() {
        assertThat(Spelling.hint("magic", List.of("ddim", "heun"))).isEqualTo(": expected one of ddim, heun");
        assertThat(Spelling.hint("dpm-sover", List.of("ddim", "dpm-solver"))).isEqualTo(": did you mean 'dpm-solver'?");
    }
}
