package org.integrand.engine.sensitivity;

import java.util.List;
import java.util.Optional;

/// Checkpoints of the forward solve: the piece that is read is solved again from its checkpoint and
/// kept with its dense output, and so is the one read before, for a step may reach over the seam.
final class RecomputedTrajectory implements Trajectory {
    private final Task task;
    private final SolvedBy by;
    private final List<Checkpoints.State> starts;
    private final double direction;
    private Optional<Piece> latest = Optional.empty();
    private Optional<Piece> before = Optional.empty();
    private long recomputed;
    private long largest;

    RecomputedTrajectory(Task task, SolvedBy by, List<Checkpoints.State> starts) {
        this.task = task;
        this.by = by;
        this.starts = starts;
        direction = Math.signum(task.t1 - task.t0);
    }

    private record Piece(int index, DenseTrajectory trajectory) {}

    @Override
    public void at(double t, double[] into) {
        piece(index(t)).trajectory().at(t, into);
    }

    private int index(double t) {
        int index = starts.size() - 1;
        while (index > 0 && (t - starts.get(index).t()) * direction < 0) index--;
        return index;
    }

    private Piece piece(int index) {
        if (latest.isEmpty() || latest.get().index() != index) {
            Optional<Piece> other = before;
            before = latest;
            latest = other.isPresent() && other.get().index() == index ? other : Optional.of(solve(index));
        }
        return latest.get();
    }

    private Piece solve(int index) {
        var start = starts.get(index);
        double end = index + 1 < starts.size() ? starts.get(index + 1).t() : task.t1;
        var problem = new ParametricProblem(task.field, start.t(), end, start.y(), task.p).initialValueProblem();
        var solution = task.done(task.configured(
                        by, problem, task.field.jacobian(task.p)::system, start.t(), end, task.tolerance(task.n))
                .dense()
                .solve());
        long steps = solution.statistics().accepted();
        recomputed += steps;
        long states = steps * (by.order() + 1L);
        largest = Math.max(
                largest,
                states + before.map(piece -> piece.trajectory().storedStates()).orElse(0L));
        return new Piece(index, new DenseTrajectory(solution, start.t(), end, states));
    }

    @Override
    public long recomputed() {
        return recomputed;
    }

    @Override
    public long storedStates() {
        return starts.size() + largest;
    }
}
