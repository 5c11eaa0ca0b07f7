package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.KnownSchedules;
import org.integrand.diffusion.usf.Relaxation;
import org.integrand.diffusion.usf.SolverNames;
import org.integrand.diffusion.usf.SolverSchedule;
import org.junit.jupiter.api.Test;

class SolverNamesTest {
    private static List<String> names(Sampler sampler) {
        return SolverNames.of(schedule(sampler), Samplers.VP);
    }

    private static SolverSchedule schedule(Sampler sampler) {
        return KnownSchedules.of(sampler, Samplers.VP, TimeGrid.quadratic(), 7, 1, 1e-3);
    }

    @Test
    void knownSolversAreCalledByTheirNames() {
        assertThat(names(new Ddim())).containsExactly("ddim");
        assertThat(names(DpmSolver.plusPlus(Method.MULTISTEP, 2).with(Lowering.NEVER)))
                .startsWith("dpm-solver++ 2M");
        assertThat(names(DpmSolver.noise(Method.MULTISTEP, 3)
                        .with(Lowering.NEVER)
                        .with(Compatibility.RELEASE)))
                .containsExactly("dpm-solver 3M as released");
        assertThat(names(new UniPc(3, Prediction.DATA))).containsExactly("unipc-3 bh2 data, last orders lowered");
        assertThat(names(new Deis(Interpolation.TIME, 2))).containsExactly("deis in t, degree 2 noise");
        assertThat(names(DpmSolver.noise(Method.SINGLESTEP, 3))).containsExactly("dpm-solver 3S");
        assertThat(names(DpmSolver.plusPlus(Method.SINGLESTEP, 2).with(SolverType.TAYLOR)))
                .containsExactly("dpm-solver++ 2S taylor");
        assertThat(names(OneFormula.heun())).containsExactly("heun (edm)");
    }

    /// Full estimation of order 3 has many names.
    @Test
    void aScheduleMayHaveSeveralNames() {
        assertThat(names(DpmSolver.noise(Method.MULTISTEP, 3)
                        .with(SolverType.TAYLOR)
                        .with(Lowering.NEVER)))
                .containsExactly("dpm-solver 3M taylor", "deis in lambda, degree 2 noise");
        assertThat(names(DpmSolver.plusPlus(Method.MULTISTEP, 2).with(Lowering.NEVER)))
                .containsExactly("dpm-solver++ 2M", "unip-2 bh2 data");
    }

    @Test
    void aStepDecidedOtherwiseHasNoName() {
        SolverSchedule schedule =
                schedule(DpmSolver.plusPlus(Method.MULTISTEP, 2).with(Lowering.NEVER));
        Decision step = schedule.steps().get(3);
        assertThat(SolverNames.of(schedule.with(3, step.with(Relaxation.LINEAR, 0.01)), Samplers.VP))
                .isEmpty();
        assertThat(SolverNames.of(schedule.with(3, step.with(Form.NOISE)), Samplers.VP))
                .isEmpty();
        assertThat(SolverNames.of(schedule.with(FirstValue.MEAN), Samplers.VP)).isNotEmpty();
    }
}
