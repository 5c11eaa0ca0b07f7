package org.integrand.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.integrand.search.Offspring.Child;
import org.integrand.search.pareto.Objectives;

/// Evaluates a stage's candidates: takes from the notes what is known, gives the rest to the evaluator, notes
/// what comes, tells the watcher, and leaves off when asked to or when time is up.
final class Batches<C> {
    private final Search<C> search;
    private final Evaluator<C> evaluator;
    private final Budget budget;
    private final Checkpoint notes;
    private final long begin = System.nanoTime();
    private double before;
    private volatile boolean stopped;
    private int objectives;
    private double best = Double.POSITIVE_INFINITY;
    private double tau = Double.NaN;

    Batches(Search<C> search, Evaluator<C> evaluator, Budget budget, Checkpoint notes) {
        this.search = search;
        this.evaluator = evaluator;
        this.budget = budget;
        this.notes = notes;
    }

    /// Seconds of this search, former runs included as far as noted.
    double seconds() {
        return before + (System.nanoTime() - begin) * 1e-9;
    }

    void alreadyTook(double seconds) {
        before = Math.max(before, seconds);
    }

    void predictionsWere(double lastTau) {
        tau = lastTau;
    }

    /// The smallest first objective among candidates evaluated in full.
    double best() {
        return best;
    }

    boolean timeIsUp() {
        return seconds() >= budget.seconds();
    }

    boolean stopRequested() {
        return search.stop().getAsBoolean() || Thread.currentThread().isInterrupted();
    }

    /// Once one thread has seen a reason to stop, all do.
    private boolean leaveOff() {
        if (!stopped && (timeIsUp() || stopRequested())) stopped = true;
        return stopped;
    }

    /// The scores of each child at the rungs it reached; empty when cut short.
    ///
    /// @param candidates taken before this stage
    /// @param spent      before this stage
    Optional<List<List<Objectives>>> evaluate(
            List<Child<C>> children, SuccessiveHalving halving, int stage, int candidates, double spent) {
        var effort = new double[] {spent};
        try {
            return Optional.of(halving.run(
                    children.size(),
                    (rung, fidelity, alive) -> rung(
                            Arrays.stream(alive).mapToObj(children::get).toList(),
                            rung,
                            fidelity,
                            effort,
                            new SearchStatus(0, stage, candidates + children.size(), spent, best, tau))));
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    private List<Objectives> rung(
            List<Child<C>> children, int rung, double fidelity, double[] effort, SearchStatus status) {
        String at = Integer.toString(rung);
        boolean full = rung == search.settings().halving().rungs() - 1;
        var open = children.stream()
                .filter(child -> notes.result(child.key(), at).isEmpty())
                .toList();
        var tasks = open.stream()
                .map(child -> new Evaluator.Task<>(
                        child.candidate(), child.key(), fidelity, Seeds.ofKey(search.seed(), child.key(), rung)))
                .toList();
        effort[0] += (children.size() - open.size()) * fidelity;
        if (!tasks.isEmpty())
            evaluator.evaluate(
                    tasks,
                    (task, values) -> {
                        var scores =
                                checked(Objectives.of(values), tasks.get(task).key());
                        notes.note(tasks.get(task).key(), at, scores);
                        effort[0] += fidelity;
                        if (full) best = Math.min(best, scores.at(0));
                        search.watcher().at(now(status, effort[0]));
                    },
                    this::leaveOff);
        var results = new ArrayList<Objectives>();
        for (var child : children) {
            var scores = notes.result(child.key(), at)
                    .orElseThrow(() -> stopped
                            ? new CancellationException("stopped")
                            : new IllegalStateException("candidate " + child.key() + ": the evaluator gave no result"));
            results.add(checked(scores, child.key()));
            if (full) best = Math.min(best, scores.at(0));
        }
        return results;
    }

    private SearchStatus now(SearchStatus status, double effort) {
        double fraction = Math.max(effort / budget.evaluations(), seconds() / budget.seconds());
        return new SearchStatus(Math.min(1, fraction), status.stage(), status.candidates(), effort, best, status.tau());
    }

    private Objectives checked(Objectives scores, String key) {
        if (objectives == 0) objectives = scores.count();
        if (scores.count() != objectives)
            throw new IllegalStateException(
                    "candidate " + key + ": " + scores.count() + " objectives, expected " + objectives + " as before");
        return scores;
    }
}
