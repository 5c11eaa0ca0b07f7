package org.integrand.engine.method.explicit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ButcherTableauTest {
    @Test
    void aTableThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> ButcherTableau.named("x")
                        .row(0.5, 0.4)
                        .weights(0, 1)
                        .order(2)
                        .build())
                .hasMessage("tableau x: row 1 sums to 0.4, expected c = 0.5");
        assertThatThrownBy(() -> ButcherTableau.named("x")
                        .row(0.5, 0.5)
                        .weights(0.5, 0.4)
                        .order(2)
                        .build())
                .hasMessage("tableau x: weights sum to 0.9, expected 1");
        assertThatThrownBy(
                        () -> ButcherTableau.named("x").row(0.5, 0.5).order(2).build())
                .hasMessage("tableau x: last row has c = 0.5, expected 1, for it serves as the weights");
        assertThatThrownBy(() -> ButcherTableau.named("x").row(0.5, 0.2, 0.3))
                .hasMessage("tableau x: row 1 has 2 coefficients, expected 1");
        assertThatThrownBy(() -> ButcherTableau.named("x").weights(1).build())
                .hasMessageContaining("order 0, expected at least 1");
        assertThatThrownBy(
                        () -> ButcherTableau.named("x").weights(1).orders(2, 1).build())
                .hasMessageContaining("embedded order 1");
        assertThatThrownBy(() -> ButcherTableau.named("x")
                        .weights(1)
                        .embedded(0.9)
                        .orders(2, 1)
                        .build())
                .hasMessageContaining("error weights sum to 0.09");
        assertThatThrownBy(() ->
                        ButcherTableau.named("x").row(1, 1).weights(1).order(1).build())
                .hasMessageContaining("1 weights, expected as many as stages: 2");
    }
}
