package org.integrand.diffusion.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.integrand.diffusion.s3.ScheduleSpace.Freedom;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.usf.Corrector;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Derivative;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.Relaxation;
import org.integrand.diffusion.usf.SolverSchedule;

/// The operators of the search, after those of the release of arXiv 2312.07243, with its probabilities where it has
/// any; here all of them keep the number of evaluations and the end, and the variable of the polynomial is one more
/// decision. Every schedule that comes out is legal: a step whose history became too short falls back to the order
/// that is left, and where the variable makes no difference it is lambda.
final class Variation {
    /// chance of each decision of each step to change; half of the mutants change a third as much
    private static final double RATE = 0.3;

    private static final double[] ORDERS = {0.2, 0.4, 0.3, 0.1};
    private static final double RELAXATION = 0.03;
    private static final double MOVED_STEP = 0.2;
    private static final double DEEP = 0.5;
    private static final int ATTEMPTS = 10;

    private final ScheduleSpace space;
    private final RandomGenerator random;
    private final TimeMoves moves;

    Variation(ScheduleSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
        moves = new TimeMoves(space, random);
    }

    /// Decisions at random on a jittered grid.
    SolverSchedule fresh() {
        FirstValue first = space.varies(Freedom.FIRST) ? guess() : FirstValue.MODEL;
        var steps = new ArrayList<Decision>();
        for (double to : moves.fresh(space.steps(first))) steps.add(decided(to, steps.size() + 1));
        return legal(steps, first);
    }

    /// A neighbour; another than the parent unless all attempts changed nothing.
    SolverSchedule mutant(SolverSchedule parent) {
        SolverSchedule mutant = parent;
        for (int attempt = 0; attempt < ATTEMPTS && mutant.equals(parent); attempt++) mutant = changed(parent);
        return mutant;
    }

    private SolverSchedule changed(SolverSchedule parent) {
        double rate = random.nextBoolean() ? RATE : RATE / 3;
        var steps = new ArrayList<>(parent.steps());
        FirstValue first = parent.first();
        if (space.varies(Freedom.FIRST) && chance(rate / 2)) first = guess();
        while (steps.size() < space.steps(first)) insert(steps);
        while (steps.size() > space.steps(first)) delete(steps);
        if (space.varies(Freedom.TIMES) && steps.size() > 1 && chance(MOVED_STEP)) {
            insert(steps);
            delete(steps);
        }
        if (space.varies(Freedom.TIMES)) moves.shift(steps, rate);
        for (int i = 0; i < steps.size(); i++) steps.set(i, changed(steps.get(i), i + 1, rate));
        return legal(steps, first);
    }

    private Decision changed(Decision step, int history, double rate) {
        Decision d = step;
        if (space.varies(Freedom.ORDERS) && chance(rate)) d = reordered(d, order(history));
        if (space.varies(Freedom.ORDERS) && d.order() > 2 && chance(rate)) d = estimatedFrom(d, 1 + random.nextInt(2));
        if (space.varies(Freedom.FORMS) && chance(rate)) d = d.with(form());
        if (space.varies(Freedom.INTERPOLATION) && chance(rate)) d = d.with(variable());
        if (space.varies(Freedom.RELAXATION) && d.order() > 1 && chance(rate))
            d = d.with(
                    Relaxation.LINEAR, d.derivatives().getFirst().coefficient() + RELAXATION * random.nextGaussian());
        if (space.varies(Freedom.CORRECTORS) && chance(rate)) d = d.with(corrector());
        return d;
    }

    /// A child of two parents: the times of one, and each kind of decision from one or the other, for all steps alike
    /// or, half of the time, for each step anew.
    SolverSchedule child(SolverSchedule mother, SolverSchedule father) {
        boolean swapped = random.nextBoolean();
        SolverSchedule one = swapped ? father : mother;
        SolverSchedule other = swapped ? mother : father;
        boolean deep = chance(DEEP);
        boolean derivatives = random.nextBoolean();
        boolean forms = random.nextBoolean();
        boolean variables = random.nextBoolean();
        boolean correctors = random.nextBoolean();
        var steps = new ArrayList<Decision>();
        for (int i = 0; i < one.steps().size(); i++) {
            Decision a = one.steps().get(i);
            if (i < other.steps().size()) {
                Decision b = other.steps().get(i);
                boolean othersDerivatives = deep ? random.nextBoolean() : derivatives;
                boolean othersCorrector = deep ? random.nextBoolean() : correctors;
                Form form = (deep ? random.nextBoolean() : forms) ? b.form() : a.form();
                var variable = (deep ? random.nextBoolean() : variables) ? b.interpolation() : a.interpolation();
                Decision from = othersDerivatives ? b : a;
                var kind = (othersCorrector ? b : a).corrector().kind();
                Corrector corrector = othersDerivatives == othersCorrector
                        ? from.corrector()
                        : Corrector.after(kind, from.start(), from.derivatives());
                a = new Decision(a.to(), form, variable, from.start(), from.derivatives(), corrector);
            }
            steps.add(a);
        }
        return legal(steps, one.first());
    }

    private SolverSchedule legal(List<Decision> steps, FirstValue first) {
        for (int i = 0; i < steps.size(); i++) {
            Decision d = steps.get(i);
            d = fitted(d, i + 1, i == steps.size() - 1);
            double from = i == 0 ? space.start() : steps.get(i - 1).to();
            if (d.form() == Form.EMPIRICAL && !space.separated(from, d.to())) d = d.with(Form.DATA);
            boolean constant = d.order() == 1 && !d.corrector().present();
            if (constant || d.form() == Form.EMPIRICAL) d = d.with(Interpolation.LAMBDA);
            steps.set(i, d);
        }
        return new SolverSchedule(space.start(), steps, first, false);
    }

    /// The step on so much history: as it is where it fits.
    private static Decision fitted(Decision step, int history, boolean last) {
        Decision d = step;
        if (d.start() < -history || !within(d.derivatives(), history)) d = reordered(d, Math.min(d.order(), history));
        Corrector corrector = d.corrector();
        if (!corrector.present()) return d;
        if (last) return d.with(Corrector.NONE);
        boolean fits = corrector.start() >= -history - 1 && within(corrector.derivatives(), history + 1);
        return fits ? d : d.with(corrector.kind());
    }

    private static boolean within(List<Derivative> derivatives, int history) {
        for (Derivative derivative : derivatives)
            for (int point : derivative.points()) if (point < -history) return false;
        return true;
    }

    /// A multistep step of another order with all its points.
    private static Decision reordered(Decision step, int order) {
        return new Decision(step.to(), step.form(), step.interpolation(), -1, Derivative.full(order), Corrector.NONE)
                .with(step.corrector().kind());
    }

    /// The first derivative from the newest `points` of the points of the last one.
    private static Decision estimatedFrom(Decision step, int points) {
        List<Integer> all = step.derivatives().getLast().points();
        var derivatives = new ArrayList<>(step.derivatives());
        Derivative first = derivatives.getFirst();
        derivatives.set(
                0,
                new Derivative(all.subList(0, Math.min(points, all.size())), first.relaxation(), first.coefficient()));
        return step.with(derivatives);
    }

    private void insert(List<Decision> steps) {
        int at = random.nextInt(steps.size());
        steps.add(at, decided(moves.inside(steps, at), at + 1));
    }

    private void delete(List<Decision> steps) {
        if (steps.size() > 1) steps.remove(random.nextInt(steps.size() - 1));
    }

    private Decision decided(double to, int history) {
        Decision d = Decision.multistep(to, form(), space.varies(Freedom.ORDERS) ? order(history) : 1);
        if (space.varies(Freedom.INTERPOLATION)) d = d.with(variable());
        return space.varies(Freedom.CORRECTORS) ? d.with(corrector()) : d;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private int order(int history) {
        double u = random.nextDouble();
        int order = 1;
        for (double p = ORDERS[0]; order < ORDERS.length && u >= p; p += ORDERS[order - 1]) order++;
        return Math.min(order, history);
    }

    private Form form() {
        return space.forms().get(random.nextInt(space.forms().size()));
    }

    /// Lambda in half of the cases.
    private Interpolation variable() {
        if (random.nextBoolean()) return Interpolation.LAMBDA;
        return random.nextBoolean() ? Interpolation.TIME : Interpolation.RHO;
    }

    private Corrector.Kind corrector() {
        return random.nextBoolean() ? Corrector.Kind.PSEUDO : Corrector.Kind.NONE;
    }

    /// The model's value in 3 of 10 cases, as in the release.
    private FirstValue guess() {
        if (space.guesses().isEmpty() || chance(0.3)) return FirstValue.MODEL;
        return space.guesses().get(random.nextInt(space.guesses().size()));
    }
}
