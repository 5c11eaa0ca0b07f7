package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.SolverType;
import org.integrand.diffusion.schedule.NoiseLevel;

/// How DPM-Solver's single steps decide, a decision a stage: all start where the step does. The stages are
/// reached by orders 1 and 2, the end by the step's order; of type DPMSOLVER the last stage's difference alone
/// stands for the derivative.
record SingleSteps(Form form, SolverType type, Interpolation variable) {
    /// The decisions of one step.
    ///
    /// @param ends of its stages, the step's own end last: 1 to 3
    List<Decision> step(List<NoiseLevel> ends) {
        List<Decision> decisions = new ArrayList<>();
        for (int r = 1; r <= ends.size(); r++)
            decisions.add(
                    new Decision(ends.get(r - 1).t(), form, variable, -r, derivatives(r, ends.size()), Corrector.NONE));
        return decisions;
    }

    private List<Derivative> derivatives(int r, int order) {
        var last = Derivative.of(List.of(-1));
        return switch (r) {
            case 1 -> List.of();
            case 2 ->
                List.of(order == 2 && type == SolverType.DPMSOLVER ? last.with(Relaxation.DPM_SOLVER_2, 0) : last);
            case 3 ->
                type == SolverType.DPMSOLVER ? List.of(last) : Collections.nCopies(2, Derivative.of(List.of(-1, -2)));
            default -> throw new IllegalArgumentException("stage " + r + " of a single step: expected 1 ... 3");
        };
    }
}
