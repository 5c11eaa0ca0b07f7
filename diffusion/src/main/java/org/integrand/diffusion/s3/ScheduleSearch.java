package org.integrand.diffusion.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.usf.SolverSchedule;
import org.integrand.engine.noise.KeyedGenerator;
import org.integrand.search.Evaluated;
import org.integrand.search.Holdout;
import org.integrand.search.LocalEvaluator;
import org.integrand.search.Prediction;
import org.integrand.search.Search;
import org.integrand.search.SearchResult;
import org.integrand.search.SearchSpace;
import org.integrand.search.Selection;
import org.integrand.search.Settings;
import org.integrand.search.SuccessiveHalving;
import org.integrand.search.Survival;
import org.integrand.search.predict.BestOf;
import org.integrand.search.predict.NetworkRanking;
import org.integrand.search.predict.RidgeRanking;
import org.integrand.validity.Thresholdout;

/// S^3: looks for the schedule that a model is sampled best by, for a number of evaluations.
///
/// 1. The known solvers are measured; the scale of the bounded loss is set so that the best of them has a loss of 0.30
///    on the hold-out noises.
/// 2. They and two mutants of each are the first candidates of an evolution ([ScheduleSpace]); poor candidates see a
///    part of the noises only; a predictor chooses among the children of each stage.
/// 3. A candidate is believed to be better than the incumbent when a [Thresholdout] says so, and better than the known
///    solvers when it says so by more than its threshold.
///
/// The sealed noises are no part of it: see [SealedTest].
///
/// @param candidates what varies; usually the [ScheduleSpace]
/// @param space      the same, for the noise schedule
/// @param known      solvers to begin with and to beat, all in the space
/// @param search     the noises that candidates are tried on
/// @param holdout    the noises that decide
public record ScheduleSearch(
        SearchSpace<SolverSchedule> candidates, ScheduleSpace space, List<Known> known, Trial search, Trial holdout) {
    private static final int BATCH = 50;
    private static final int PARENTS = 15;
    private static final int MUTANTS = 2;
    private static final SuccessiveHalving HALVING = SuccessiveHalving.of(0.5, 1 / 8.0, 1 / 4.0, 1);
    /// disagreements that the guard answers
    private static final int GUARD_BUDGET = 50;

    /// A search of the whole space.
    public ScheduleSearch(ScheduleSpace space, List<Known> known, Trial search, Trial holdout) {
        this(space, space, known, search, holdout);
    }

    public ScheduleSearch {
        known = List.copyOf(known);
        if (known.isEmpty()) throw new IllegalArgumentException("known solvers: none, expected at least one to beat");
    }

    /// What was found.
    ///
    /// @param scale     of the bounded loss
    /// @param baseline  the best known solver on the hold-out noises, by the loss
    /// @param best      what is believed to be best; the baseline itself when nothing better was found
    /// @param search    all that was evaluated
    /// @param incumbents who was believed to be best, one after the other
    public record Found(
            double scale,
            Known baseline,
            SolverSchedule best,
            SearchResult<SolverSchedule> search,
            List<Incumbent> incumbents) {
        public Found {
            incumbents = List.copyOf(incumbents);
        }
    }

    /// One that was believed to be best for a while.
    ///
    /// @param number    counts candidates
    /// @param onSearch  its loss on the noises of the search
    /// @param onHoldout its loss on those of the hold-out
    public record Incumbent(int number, SolverSchedule schedule, double onSearch, double onHoldout) {}

    /// The effort of so many candidates, in full evaluations: a budget for [SearchPlan].
    public static double effort(int candidates) {
        int stages = candidates / BATCH;
        return stages * HALVING.cost(BATCH) + HALVING.cost(candidates - stages * BATCH);
    }

    /// The plan of a schedule.
    public Plan compiled(SolverSchedule schedule) {
        return space.compiled(schedule);
    }

    /// Searches.
    ///
    /// @throws IllegalArgumentException when all known solvers diverge, or the checkpoint is another search's
    public Found run(SearchPlan plan) {
        var bar = BestKnown.of(known, space, search, holdout);
        double scale = bar.scale();
        var baseline = plan.loss() == SearchPlan.Loss.VALUE ? bar.value() : bar.known();
        var evaluator = new LocalEvaluator<SolverSchedule>(
                (candidate, fidelity, _) ->
                        new double[] {loss(search.measure(compiled(candidate), fidelity), plan, scale)},
                plan.threads());
        var result = searching(plan, scale).run(evaluator, plan.budget());
        var incumbents = plan.guard() ? promoted(result) : leaders(result, plan, scale);
        var best = incumbents.isEmpty()
                ? baseline.schedule()
                : incumbents.getLast().schedule();
        return new Found(scale, baseline, best, result, incumbents);
    }

    private static double loss(Measurement measurement, SearchPlan plan, double scale) {
        return switch (plan.loss()) {
            case BOUNDED -> measurement.loss(scale);
            case VALUE -> measurement.value();
        };
    }

    private Search<SolverSchedule> searching(SearchPlan plan, double scale) {
        var settings = Settings.of(BATCH)
                .selection(Selection.best(PARENTS))
                .survival(new Survival.NonDominated(BATCH))
                .variation(0.4, 0.8)
                .halving(HALVING);
        if (plan.predictor()) settings = settings.prediction(prediction());
        var all = Search.of(candidates, settings, plan.seed())
                .startingFrom(beginnings(plan.seed()))
                .watchedBy(plan.watcher())
                .stoppedBy(plan.stop());
        if (plan.checkpoint().isPresent())
            all = all.checkpointedIn(plan.checkpoint().get());
        if (!plan.guard()) return all;
        return all.guardedBy(new Holdout<>(
                () -> guard(plan.seed())::answer,
                candidate -> holdout.measure(compiled(candidate)).loss(scale)));
    }

    /// The network of the paper where it is better than ridge regression, on the latest 300 candidates,
    /// trained again
    /// when they are half as many more: training is most of the work of a search whose model costs nothing.
    static Prediction prediction() {
        var network = new NetworkRanking(32, 20, 16, 6e-3, 0.1);
        return new Prediction(new BestOf(List.of(network, new RidgeRanking()), 60), 500, 10, 100, 1.5, 300);
    }

    /// T: two and a half standard errors of the hold-out loss, which is about 0.35 / sqrt(n).
    private double threshold() {
        return 2.5 * 0.35 / Math.sqrt(holdout.count());
    }

    private Thresholdout guard(long seed) {
        return new Thresholdout(
                threshold(), threshold() / 4, GUARD_BUDGET, new SplittableRandom(KeyedGenerator.mixed(seed)));
    }

    /// The known solvers, and mutants of each.
    private List<SolverSchedule> beginnings(long seed) {
        var random = new SplittableRandom(KeyedGenerator.mixed(KeyedGenerator.mixed(seed) + 1));
        var seen = new HashSet<String>();
        var all = new ArrayList<SolverSchedule>();
        for (var one : known) if (seen.add(one.schedule().key())) all.add(one.schedule());
        for (var one : known)
            for (int i = 0; i < MUTANTS; i++) {
                var mutant = candidates.mutate(one.schedule(), random);
                if (seen.add(mutant.key())) all.add(mutant);
            }
        return all;
    }

    /// Those that the guard let through with an answer below the known solver's loss by more than T: a smaller
    /// difference
    /// is one that it does not see.
    private List<Incumbent> promoted(SearchResult<SolverSchedule> result) {
        var incumbents = new ArrayList<Incumbent>();
        for (var query : result.queries())
            if (query.promoted() && query.answer() < Calibration.TARGET - threshold())
                evaluated(result, query.number())
                        .ifPresent(e -> incumbents.add(
                                new Incumbent(query.number(), e.candidate(), query.onSearch(), query.onHoldout())));
        return incumbents;
    }

    private static Optional<Evaluated<SolverSchedule>> evaluated(SearchResult<SolverSchedule> result, int number) {
        return result.evaluated().stream().filter(e -> e.number() == number).findFirst();
    }

    private List<Incumbent> leaders(SearchResult<SolverSchedule> result, SearchPlan plan, double scale) {
        var leaders = new ArrayList<Incumbent>();
        double best = Double.POSITIVE_INFINITY;
        for (var e : result.evaluated()) {
            double onSearch = e.objectives().at(0);
            if (!(onSearch < best)) continue;
            best = onSearch;
            double onHoldout = loss(holdout.measure(compiled(e.candidate())), plan, scale);
            leaders.add(new Incumbent(e.number(), e.candidate(), onSearch, onHoldout));
        }
        return leaders;
    }
}
