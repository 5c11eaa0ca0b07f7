package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final int STEPS = 60;
    private static final Plan PLAN = BitExactRun.plan(0.5, STEPS);

    /// The samples `x` of the run, before each step but the first: x1 is not in use yet there.
    private static List<double[]> path() {
        List<double[]> path = new ArrayList<>(List.of(Toy.start()));
        new PlanExecutor<>(PLAN, DoubleSpace.of(8))
                .run(BitExactRun.model(), Toy.start(), (_, _, _, x) -> path.add(x.clone()));
        return path;
    }

    private static double worst(int every) {
        var path = path();
        var checkpoints = new Checkpoints<>(PLAN, DoubleSpace.of(8), every);
        checkpoints.forward(BitExactRun.model(), List.of(Toy.start()));
        double[] worst = {0};
        List<Integer> visited = new ArrayList<>();
        checkpoints.back(BitExactRun.model(), (before, states) -> {
            visited.add(before);
            worst[0] = Math.max(worst[0], Toy.difference(states.getFirst(), path.get(before)));
        });
        assertThat(visited).hasSize(STEPS).startsWith(STEPS - 1).endsWith(0);
        return worst[0];
    }

    @Test
    void roundingIsAmplifiedOverThePartOnly() {
        assertThat(worst(5)).isLessThan(100 * 32 * Amplification.DOUBLE);
        assertThat(worst(15)).isLessThan(100 * 32768 * Amplification.DOUBLE);
        assertThat(worst(STEPS)).isGreaterThan(1);
    }

    @Test
    void aPairIsKeptForEveryPart() {
        var checkpoints = new Checkpoints<>(PLAN, DoubleSpace.of(8), 7);
        checkpoints.forward(BitExactRun.model(), List.of(Toy.start()));
        assertThat(checkpoints.keptStates()).isEqualTo(2 * 9);
    }

    @Test
    void atLeastOneStepLiesBetweenCheckpoints() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoints<>(PLAN, DoubleSpace.of(8), 0))
                .withMessage("checkpoint every 0 steps: expected at least 1");
    }
}
