package org.integrand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestkitTest {
    @Test
    void convergenceRecoversTheSlopeOfAPowerLaw() {
        var order = Convergence.measure(h -> 7 * Math.pow(h, 3), 0.1, 0.05, 0.02);
        assertThat(order.order()).isCloseTo(3, within(1e-12));
        assertThat(order.last()).isCloseTo(3, within(1e-12));
    }

    @Test
    void lastSlopeSeesWhatTheFitAveragesAway() {
        var order = Convergence.measure(h -> h < 0.03 ? 1e-9 : h * h, 0.1, 0.05, 0.02, 0.01);
        assertThat(order.last()).isCloseTo(0, within(1e-12));
        assertThat(order.order()).isGreaterThan(2);
    }

    @Test
    void convergenceRefusesAZeroError() {
        assertThatThrownBy(() -> Convergence.order(h -> 0, 0.1, 0.05))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("h = 0.1");
    }

    @Test
    void propertyFailureIsShrunkAndNamesItsSeed() {
        assertThatThrownBy(() -> Properties.check("short lists", 50, gen -> {
                    int size = gen.size(0, 1000);
                    if (size > 10) throw new AssertionError("size " + size);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("short lists: fails for seed -?\\d+L, scale [\\d.E-]+: size (1[1-9]|2[0-3])");
    }

    @Test
    void propertyCasesAreTheSameInEveryRunAndDifferFromEachOther() {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        Properties.check("collect", 20, gen -> first.add(gen.number(-1, 1)));
        Properties.check("collect", 20, gen -> second.add(gen.number(-1, 1)));
        assertThat(first).isEqualTo(second).doesNotHaveDuplicates();
    }

    @Test
    void goldenNullIsNaN() {
        var root = Golden.read(TestkitTest.class, "golden/sample.json");
        assertThat(Golden.numbers(Golden.member(root, "values"))).containsExactly(1.5, Double.NaN, -2e-3);
        double[][] rows = Golden.matrix(Golden.member(root, "rows"));
        assertThat(rows).hasNumberOfRows(3);
        assertThat(rows[0]).containsExactly(1, 2);
        assertThat(rows[1]).isEmpty();
        assertThat(rows[2]).containsExactly(Double.NaN);
    }

    @Test
    void missingGoldenDataIsNamed() {
        assertThatThrownBy(() -> Golden.read(TestkitTest.class, "golden/absent.json"))
                .hasMessageContaining("/golden/absent.json");
        assertThatThrownBy(() -> Golden.member(Golden.read(TestkitTest.class, "golden/sample.json"), "value"))
                .hasMessageContaining("no 'value'")
                .hasMessageContaining("values");
    }
}
