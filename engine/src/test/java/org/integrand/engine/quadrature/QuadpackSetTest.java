package org.integrand.engine.quadrature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.integrand.engine.quadrature.QuadpackSet.Case;
import org.junit.jupiter.api.Test;

class QuadpackSetTest {
    private static final Map<Case, Estimate> RESULTS = results();

    private static Map<Case, Estimate> results() {
        var results = new LinkedHashMap<Case, Estimate>();
        for (var one : QuadpackSet.cases())
            results.put(one, Quadrature.adaptive().tolerance(0, one.tolerance()).integrate(one.integral()));
        return results;
    }

    private static double error(Case one, Estimate estimate) {
        return Math.abs(estimate.value() - one.exact());
    }

    @Test
    void theClaimedErrorBoundsTheTrueOneInNinetyNinePercent() {
        long bounded = RESULTS.entrySet().stream()
                .filter(e -> error(e.getKey(), e.getValue())
                        <= e.getValue().error() + 4e-16 * Math.abs(e.getKey().exact()))
                .count();
        assertThat(bounded / (double) RESULTS.size()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void whateverConvergesIsWithinFiftyTolerances() {
        RESULTS.forEach((one, estimate) -> {
            if (estimate.converged())
                assertThat(error(one, estimate))
                        .as(one + " " + estimate)
                        .isLessThanOrEqualTo(50 * one.tolerance() * Math.abs(one.exact()));
        });
    }

    @Test
    void whatThePeerSolvesIsSolvedAndMore() {
        var missed = RESULTS.entrySet().stream()
                .filter(e -> e.getKey().peerIsRight()
                        && error(e.getKey(), e.getValue())
                                > e.getKey().tolerance() * Math.abs(e.getKey().exact()))
                .toList();
        assertThat(missed).hasSizeLessThanOrEqualTo(1); // x^-0.9 log(1/x) at 1e-12: 2.7e-12, and said so
        assertThat(missed).noneMatch(e -> e.getValue().converged());
        assertThat(RESULTS.entrySet().stream()
                        .filter(e -> !e.getKey().peerIsRight() && e.getValue().converged()))
                .hasSizeGreaterThan(10);
    }

    @Test
    void evaluationsAreNotMoreThanThePeersOnWhatItSolves() {
        long own = sum(e -> e.getValue().evaluations());
        long peer = sum(e -> e.getKey().peerEvaluations());
        assertThat(own).isLessThanOrEqualTo(peer);
        var ofPeer = families(e -> e.getKey().peerEvaluations());
        families(e -> e.getValue().evaluations())
                .forEach((family, count) ->
                        assertThat(count.doubleValue()).as(family).isLessThan(1.05 * ofPeer.getOrDefault(family, 0L)));
    }

    private static long sum(ToLongFunction<Map.Entry<Case, Estimate>> count) {
        return RESULTS.entrySet().stream()
                .filter(e -> e.getKey().peerIsRight())
                .mapToLong(count)
                .sum();
    }

    private static Map<String, Long> families(ToLongFunction<Map.Entry<Case, Estimate>> count) {
        return RESULTS.entrySet().stream()
                .filter(e -> e.getKey().peerIsRight())
                .collect(Collectors.groupingBy(e -> e.getKey().family(), Collectors.summingLong(count)));
    }
}
