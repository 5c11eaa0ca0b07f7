package org.integrand.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.testkit.Properties;
import org.integrand.testkit.Properties.Gen;
import org.junit.jupiter.api.Test;

class ParetoTest {
    private static List<Objectives> points(Gen gen, int objectives, int most) {
        int n = gen.size(1, most);
        var points = new ArrayList<Objectives>();
        for (int i = 0; i < n; i++) {
            double[] values = new double[objectives];
            for (int k = 0; k < objectives; k++) values[k] = gen.size(0, 9) / 10.0;
            points.add(Objectives.of(values));
        }
        return points;
    }

    @Test
    void frontsPeelOffOneByOne() {
        Properties.check("front k is what nobody dominates without fronts < k", 100, gen -> {
            var points = points(gen, gen.size(1, 4), 40);
            var fronts = Fronts.of(points);
            for (int i = 0; i < points.size(); i++) {
                int level = 0;
                for (int j = 0; j < points.size(); j++)
                    if (points.get(j).dominates(points.get(i))) level = Math.max(level, fronts.front(j) + 1);
                assertThat(fronts.front(i)).isEqualTo(level);
            }
            int[] order = fronts.order();
            for (int i = 1; i < order.length; i++)
                assertThat(fronts.front(order[i])).isGreaterThanOrEqualTo(fronts.front(order[i - 1]));
        });
    }

    @Test
    void crowdingIsTheGapBetweenNeighboursOverTheExtent() {
        var fronts =
                Fronts.of(List.of(Objectives.of(0, 10), Objectives.of(1, 6), Objectives.of(3, 5), Objectives.of(4, 0)));
        assertThat(fronts.crowding(0)).isInfinite();
        assertThat(fronts.crowding(1)).isCloseTo(3 / 4.0 + 5 / 10.0, offset(1e-15));
        assertThat(fronts.crowding(2)).isCloseTo(3 / 4.0 + 6 / 10.0, offset(1e-15));
        assertThat(fronts.order()).containsExactly(0, 3, 2, 1);
    }

    /// Values are tenths: the volume is the number of dominated cells of a grid of tenths.
    @Test
    void hypervolumeCountsDominatedCells() {
        Properties.check("hypervolume", 60, gen -> {
            int objectives = gen.size(1, 4);
            var points = points(gen, objectives, 12);
            int cells = (int) Math.pow(10, objectives);
            long dominated = IntStream.range(0, cells)
                    .filter(cell -> points.stream().anyMatch(p -> covers(p, cell)))
                    .count();
            double[] reference = new double[objectives];
            java.util.Arrays.fill(reference, 1);
            assertThat(Hypervolume.of(points, reference)).isCloseTo(dominated / (double) cells, offset(1e-12));
        });
    }

    private static boolean covers(Objectives point, int cell) {
        int rest = cell;
        for (int k = 0; k < point.count(); k++) {
            if (rest % 10 < Math.round(point.at(k) * 10)) return false;
            rest /= 10;
        }
        return true;
    }

    @Test
    void pointsBeyondTheReferenceAddNothing() {
        assertThat(Hypervolume.of(List.of(Objectives.of(0.5, 2), Objectives.of(0.5, Double.NaN)), 1, 1))
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypervolume.of(List.of(Objectives.of(1, 2)), 1))
                .withMessage("reference of 1 objectives: expected 2, as the points have");
    }

    @Test
    void theArchiveKeepsExactlyTheFirstFront() {
        Properties.check("archive", 100, gen -> {
            var points = points(gen, gen.size(1, 3), 40);
            var archive = new ParetoArchive<Integer>(1_000);
            for (int i = 0; i < points.size(); i++) archive.add(i, points.get(i));
            var fronts = Fronts.of(points);
            var first = IntStream.range(0, points.size())
                    .filter(i -> fronts.front(i) == 0)
                    .mapToObj(points::get)
                    .distinct()
                    .toList();
            assertThat(archive.members().stream()
                            .map(ParetoArchive.Member::objectives)
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(first);
        });
    }

    @Test
    void aFullArchiveGivesUpTheMostCrowdedMember() {
        var archive = new ParetoArchive<String>(3);
        archive.add("left", Objectives.of(0, 1));
        archive.add("right", Objectives.of(1, 0));
        assertThat(archive.add("near left", Objectives.of(0.1, 0.9))).isTrue();
        assertThat(archive.add("middle", Objectives.of(0.5, 0.5))).isTrue();
        assertThat(archive.members().stream().map(ParetoArchive.Member::item))
                .containsExactly("left", "middle", "right");
        assertThat(archive.add("worse", Objectives.of(0.6, 0.6))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParetoArchive<String>(1))
                .withMessage("capacity 1: expected at least 2");
    }
}
