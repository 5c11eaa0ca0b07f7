package org.integrand.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.integrand.search.Offspring.Child;
import org.integrand.search.SearchResult.End;
import org.integrand.search.pareto.Objectives;
import org.integrand.search.pareto.ParetoArchive;
import org.integrand.search.predict.KendallTau;

/// One run of a [Search].
final class Evolution<C> {
    private static final int ARCHIVE = 1_000;

    private final Search<C> search;
    private final Settings settings;
    private final Budget budget;
    private final Checkpoint notes;
    private final Offspring<C> offspring;
    private final Optional<Chooser<C>> chooser;
    private final Optional<Promotion<C>> promotion;
    private final Batches<C> batches;

    private final List<Evaluated<C>> history = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<Stage> stages = new ArrayList<>();
    private List<Evaluated<C>> population = List.of();
    private double spent;

    Evolution(Search<C> search, Evaluator<C> evaluator, Budget budget, Checkpoint notes) {
        this.search = search;
        this.budget = budget;
        this.notes = notes;
        settings = search.settings();
        offspring = new Offspring<>(search.space(), settings, search.seed());
        chooser = Chooser.of(search);
        promotion = search.holdout().map(h -> new Promotion<>(h, notes));
        batches = new Batches<>(search, evaluator, budget, notes);
    }

    SearchResult<C> run() {
        while (true) {
            int stage = stages.size();
            int room = room();
            if (room == 0 || batches.timeIsUp()) return result(End.BUDGET, List.of());
            if (batches.stopRequested()) return result(End.STOPPED, List.of());
            var choice = choose(stage);
            if (choice.children().isEmpty()) return result(End.EXHAUSTED, List.of());
            if (!step(choice, room))
                return result(batches.timeIsUp() ? End.BUDGET : End.STOPPED, cutShort(choice.children()));
        }
    }

    /// How many candidates the rest of the budget allows, as far as a stage goes.
    private int room() {
        double left = budget.evaluations() - spent + 1e-9;
        int room = Math.max(
                settings.batch(), Math.max(settings.initial(), search.first().size()));
        while (room > 0 && settings.halving().cost(room) > left) room--;
        return room;
    }

    /// What to evaluate in a stage: as noted, or chosen now.
    private Chooser.Choice<C> choose(int stage) {
        boolean predicts =
                stage > 0 && chooser.map(c -> c.ready(history.size())).orElse(false);
        int count = predicts ? chooser.orElseThrow().children() : settings.batch();
        var children = stage == 0 ? offspring.first(search.first()) : offspring.next(population, known, stage, count);
        var noted = notes.choice(stage);
        if (noted.isPresent()) {
            batches.alreadyTook(noted.get().seconds());
            return recall(children, noted.get(), stage);
        }
        var choice = predicts
                ? chooser.orElseThrow().choose(children, history, stage, settings.batch())
                : new Chooser.Choice<>(children, new double[0]);
        notes.choose(
                stage,
                new Checkpoint.Choice(
                        batches.seconds(),
                        choice.children().stream().map(Child::key).toList(),
                        choice.predicted()));
        return choice;
    }

    private Chooser.Choice<C> recall(List<Child<C>> children, Checkpoint.Choice noted, int stage) {
        var byKey = new HashMap<String, Child<C>>();
        children.forEach(child -> byKey.put(child.key(), child));
        var chosen = new ArrayList<Child<C>>();
        for (String key : noted.chosen()) {
            var child = byKey.get(key);
            if (child == null)
                throw new IllegalArgumentException("checkpoint " + notes.name() + ": stage " + stage
                        + " holds candidate " + key + ", which this search does not make: another space or settings?");
            chosen.add(child);
        }
        return new Chooser.Choice<>(chosen, noted.predicted());
    }

    /// Evaluates the first `room` of the chosen and lets them take their places; false when it was cut short.
    private boolean step(Chooser.Choice<C> choice, int room) {
        var children =
                choice.children().subList(0, Math.min(room, choice.children().size()));
        var scored = batches.evaluate(children, settings.halving(), stages.size(), history.size(), spent);
        if (scored.isEmpty()) return false;
        var newcomers = new ArrayList<Evaluated<C>>();
        for (int i = 0; i < children.size(); i++) {
            var child = children.get(i);
            newcomers.add(new Evaluated<>(
                    history.size() + i,
                    child.candidate(),
                    child.key(),
                    scored.get().get(i)));
            known.add(child.key());
        }
        history.addAll(newcomers);
        spent += settings.halving().cost(children.size());
        var complete = newcomers.stream().filter(this::complete).toList();
        population = settings.survival().survivors(population, complete);
        promotion.ifPresent(p -> p.consider(complete));
        double tau = tau(choice.predicted(), newcomers);
        stages.add(new Stage(stages.size(), newcomers.size(), spent, batches.best(), tau));
        batches.predictionsWere(tau);
        return true;
    }

    private boolean complete(Evaluated<C> evaluated) {
        return evaluated.rungs().size() == settings.halving().rungs();
    }

    private static <C> double tau(double[] predicted, List<Evaluated<C>> found) {
        if (predicted.length == 0) return Double.NaN;
        double[] scores =
                found.stream().mapToDouble(e -> e.rungs().getFirst().at(0)).toArray();
        return KendallTau.of(Arrays.copyOf(predicted, scores.length), scores);
    }

    /// Those of an unfinished stage that were evaluated in full all the same.
    private List<Evaluated<C>> cutShort(List<Child<C>> children) {
        var some = new ArrayList<Evaluated<C>>();
        for (var child : children) {
            var rungs = new ArrayList<Objectives>();
            for (int r = 0; r < settings.halving().rungs(); r++)
                notes.result(child.key(), Integer.toString(r)).ifPresent(rungs::add);
            if (rungs.size() == settings.halving().rungs())
                some.add(new Evaluated<>(history.size() + some.size(), child.candidate(), child.key(), rungs));
        }
        return some;
    }

    private SearchResult<C> result(End end, List<Evaluated<C>> unfinished) {
        var evaluated = new ArrayList<>(history.stream().filter(this::complete).toList());
        evaluated.addAll(unfinished);
        var archive = new ParetoArchive<Evaluated<C>>(ARCHIVE);
        evaluated.stream()
                .sorted(Comparator.comparingInt(Evaluated::number))
                .forEach(e -> archive.add(e, e.objectives()));
        return new SearchResult<>(
                end,
                evaluated,
                archive,
                promotion.map(Promotion::queries).orElse(List.of()),
                promotion.flatMap(Promotion::incumbent),
                stages,
                spent);
    }
}
