package org.integrand.engine.sensitivity;

import org.integrand.engine.solve.Solution;

/// All steps of the forward solve, kept with their dense output.
record DenseTrajectory(Solution<double[]> solution, double from, double to, long storedStates) implements Trajectory {
    @Override
    public void at(double t, double[] into) {
        solution.at(Math.clamp(t, Math.min(from, to), Math.max(from, to)), into);
    }

    @Override
    public long recomputed() {
        return 0;
    }
}
