package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class JobReaderTest {
    private static Meal read(String yaml) {
        return JobReader.read((ObjectNode) JobFile.parse(yaml), Meal.class);
    }

    @Test
    void keysThatAreLeftOutTakeTheirDefaults() {
        var meal = read("{}");
        assertThat(meal.guests()).isEqualTo(2);
        assertThat(meal.hour()).isEqualTo(19.5);
        assertThat(meal.heat()).isEqualTo(Meal.Heat.SLOW_FIRE);
        assertThat(meal.drink()).isEqualTo(new Meal.Drink.Water(3));
        assertThat(meal.weights()).containsExactly(1, 2.5);
        assertThat(meal.table()).isEmpty();
        assertThat(meal.course()).isEmpty();
    }

    @Test
    void everyKindOfKeyIsRead() {
        var meal = read("""
                guests: 3
                hour: 7
                heat: oven
                drink: {type: wine, year: 1990, dry: false}
                weights: [1e-3, 2E2, .5]
                table: [[1, 2], [3]]
                round: [water, {type: vino, year: 3}]
                class: 2
                seed: 9007199254740993
                out: "12"
                """);
        assertThat(meal.drink()).isEqualTo(new Meal.Drink.Wine(1990, false));
        assertThat(meal.weights()).containsExactly(1e-3, 200, 0.5);
        assertThat(meal.table().orElseThrow()).isDeepEqualTo(new double[][] {{1, 2}, {3}});
        assertThat(meal.round().orElseThrow()).containsExactly(new Meal.Drink.Water(1), new Meal.Drink.Wine(3, true));
        assertThat(meal.course()).hasValue(2);
        assertThat(meal.seed()).isEqualTo(9007199254740993L);
        assertThat(meal.out()).hasValue("12");
    }

    @Test
    void anUnnamedObjectChangesTheDefaultAndANamedOneReplacesIt() {
        assertThat(read("drink: {}").drink()).isEqualTo(new Meal.Drink.Water(3));
        assertThat(read("drink: {glasses: 7}").drink()).isEqualTo(new Meal.Drink.Water(7));
        assertThat(read("drink: {type: water}").drink()).isEqualTo(new Meal.Drink.Water(1));
        assertThat(read("drink: water").drink()).isEqualTo(new Meal.Drink.Water(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{gests: 3}                         | unknown key 'gests': did you mean 'guests'?",
                "{drink: {type: wine, yaer: 1}}     | unknown key 'drink.yaer': did you mean 'year'?",
                "{drink: {type: win}}               | unknown drink 'win': did you mean 'wine'?",
                "{drink: lemonade}                  | unknown drink 'lemonade': expected one of water, wine",
                "{drink: coffee}                    | drink 'coffee' is not available yet: expected one of water, wine",
                "{drink: {type: wine}}              | drink.year is missing: expected a whole number",
                "{drink: 3}                         | drink: 3: expected one of water, wine, or an object with its type",
                "{round: [water, {type: wine}]}     | round[1].year is missing: expected a whole number",
                "{guests: six}                      | guests: \"six\": expected a whole number",
                "{guests: 2.5}                      | guests: 2.5: expected a whole number",
                "{guests: 99999999999}              | guests: 99999999999: expected a whole number",
                "{guests: 0}                        | guests 0: expected 1 ... 12",
                "{hour: 0}                          | hour 0: expected more than 0, at most 24",
                "{hour: .nan}                       | hour NaN: expected more than 0, at most 24",
                "{weights: [1, -2]}                 | weights -2: expected at least 0",
                "{weights: [1, x]}                  | weights[1]: \"x\": expected a number",
                "{weights: 1}                       | weights: 1: expected a list of numbers",
                "{drink: {glasses: 0}}              | drink.glasses 0: expected at least 1",
                "{heat: ofen}                       | heat: \"ofen\": did you mean 'oven'?",
                "{drink: {type: wine, year: 1, dry: yes please}} | drink.dry: \"yes please\": expected true or false",
                "{table: [[1], 2]}                  | table[1]: 2: expected a list of numbers",
                "{guests: null}                     | guests: null: expected a whole number",
            })
    void whatIsWrongIsSaidInOneLine(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(JobException.class).hasMessage(message);
    }
}
