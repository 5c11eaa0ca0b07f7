package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JobTreeTest {
    private static ObjectNode set(String yaml, String... assignments) {
        var tree = (ObjectNode) JobFile.parse(yaml);
        for (String assignment : assignments) JobTree.set(tree, Meal.class, assignment);
        return tree;
    }

    @Test
    void setReplacesOneKeyAndLeavesTheOthers() {
        assertThat(set("{guests: 3, drink: {type: wine, year: 1}}", "drink.year=1990"))
                .isEqualTo(JobFile.parse("{guests: 3, drink: {type: wine, year: 1990}}"));
    }

    @Test
    void setMakesObjectsAndUnfoldsBareNames() {
        assertThat(set("{}", "drink.glasses=4")).isEqualTo(JobFile.parse("{drink: {glasses: 4}}"));
        assertThat(set("{drink: wine}", "drink.year=4")).isEqualTo(JobFile.parse("{drink: {type: wine, year: 4}}"));
    }

    @Test
    void anotherNameDropsTheKeysOfTheFormerOne() {
        assertThat(set("{drink: {type: wine, year: 1}}", "drink.type=water"))
                .isEqualTo(JobFile.parse("{drink: {type: water}}"));
        assertThat(set("{drink: {type: wine, year: 1}}", "drink=water")).isEqualTo(JobFile.parse("{drink: water}"));
    }

    @Test
    void theSameNameKeepsTheKeys() {
        var tree = JobFile.parse("{drink: {type: wine, year: 1}}");
        assertThat(set("{drink: {type: wine, year: 1}}", "drink=wine")).isEqualTo(tree);
        assertThat(set("{drink: {type: wine, year: 1}}", "drink.type=wine")).isEqualTo(tree);
    }

    @Test
    void valuesAreReadAsYaml() {
        assertThat(set("{}", "weights=[1, 2e-3]", "seed=7", "drink={type: wine, year: 2}", "out=a b"))
                .isEqualTo(JobFile.parse("{weights: [1, 0.002], seed: 7, drink: {type: wine, year: 2}, out: a b}"));
    }

    @Test
    void anAssignmentWithoutEqualsSignIsRefused() {
        assertThatThrownBy(() -> set("{}", "seed"))
                .isInstanceOf(JobException.class)
                .hasMessage("--set seed: expected key=value, for example --set grid.steps=20");
    }
}
