package org.integrand.engine.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.control.StopTimes;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Statistics;
import org.integrand.engine.space.Tolerance;

/// One gradient to be found: a problem and a loss, the loss being terms at rising times of the solve
/// only. A running loss has become a component of the state, see `Integrated`.
final class Task {
    final ParametricProblem problem;
    final Stepping stepping;
    final CountedField field;
    final int n;
    final int m;
    final double t0;
    final double t1;
    final double[] y0;
    final double[] p;
    /// the times of the terms, in the direction of the solve, each once
    final double[] times;

    private final List<List<PointLoss>> terms = new ArrayList<>();
    private final int answered; // components of the state that the user knows
    private final double[] intoY;
    private final double[] intoP;
    private LinearWork linear = LinearWork.NONE;

    private Task(ParametricProblem problem, Loss loss, int answered, Stepping stepping) {
        this.problem = problem;
        this.stepping = stepping;
        this.answered = answered;
        field = new CountedField(problem.field());
        n = field.dimension();
        m = field.parameters();
        t0 = problem.t0();
        t1 = problem.t1();
        y0 = problem.y0();
        p = problem.p();
        double direction = Math.signum(t1 - t0);
        for (Loss.Term term : loss.terms()) {
            double t = term.timeBefore(t1);
            if (!((t - t0) * direction >= 0 && (t1 - t) * direction >= 0))
                throw new IllegalArgumentException("time " + t + " of a loss: expected one of " + t0 + " ... " + t1);
        }
        times = loss.terms().stream()
                .mapToDouble(term -> term.timeBefore(t1) * direction)
                .sorted()
                .distinct()
                .map(t -> t * direction)
                .toArray();
        for (double time : times)
            terms.add(loss.terms().stream()
                    .filter(term -> term.timeBefore(t1) == time)
                    .map(Loss.Term::loss)
                    .toList());
        intoY = new double[n];
        intoP = new double[m];
    }

    static Task of(ParametricProblem problem, Loss loss, Stepping stepping) {
        int n = problem.field().dimension();
        return loss.running().isEmpty()
                ? new Task(problem, loss, n, stepping)
                : new Task(Integrated.problem(problem, loss.running().get()), Integrated.loss(loss, n), n, stepping);
    }

    /// The sum of the terms at times[k].
    double value(int k, double[] y) {
        double sum = 0;
        for (PointLoss loss : terms.get(k)) sum += loss.value(y, p);
        return sum;
    }

    /// The sum of all terms, whose states are given in order.
    double value(List<double[]> states) {
        double sum = 0;
        for (int k = 0; k < times.length; k++) sum += value(k, states.get(k));
        return sum;
    }

    /// Adds the gradients of the terms at times[k].
    void add(int k, double[] y, double[] adjoint, double[] gradient) {
        for (PointLoss loss : terms.get(k)) {
            Arrays.fill(intoY, 0);
            Arrays.fill(intoP, 0);
            loss.gradient(y, p, intoY, intoP);
            for (int i = 0; i < n; i++) adjoint[i] += intoY[i];
            for (int i = 0; i < m; i++) gradient[i] += intoP[i];
        }
    }

    /// Whether the times of the loss have one at t0.
    boolean hasTermAtStart() {
        return times[0] == t0;
    }

    /// A solver of the problem itself that steps onto the times of the loss and saves the states there.
    Solver<double[]> forward(SolvedBy by) {
        var jacobian = field.jacobian(p);
        var initial = new ParametricProblem(field, t0, t1, y0, p).initialValueProblem();
        return steppingOnto(by, initial, jacobian.marked()::system, tolerance(n));
    }

    /// A solver of an equation on the whole interval that steps onto the times of the loss and saves
    /// the states there.
    Solver<double[]> steppingOnto(
            SolvedBy by,
            InitialValueProblem<double[]> equation,
            Function<InitialValueProblem<double[]>, JacobianSystem> systems,
            Tolerance tolerance) {
        Solver<double[]> solver = configured(by, equation, systems, t0, t1, tolerance);
        double[] inside = Arrays.stream(times).filter(t -> t != t0 && t != t1).toArray();
        StepSizeController<Object> controller = stepping.controller().orElseGet(by::controller);
        return solver.saveAt(times).controller(inside.length == 0 ? controller : StopTimes.of(controller, inside));
    }

    /// Of a state that begins with the problem's.
    Tolerance tolerance(int dimension) {
        return stepping.extended(answered, dimension);
    }

    /// A solver of another equation on a part of the interval, in either direction.
    Solver<double[]> configured(
            SolvedBy by,
            InitialValueProblem<double[]> equation,
            Function<InitialValueProblem<double[]>, JacobianSystem> systems,
            double from,
            double to,
            Tolerance tolerance) {
        return by.solver(equation, systems)
                .tolerance(tolerance)
                .controller(stepping.between(from, to).orElseGet(by::controller))
                .stepLimit(stepping.stepLimit())
                .cancellation(stepping.cancellation());
    }

    /// Counts the linear work of a solve that reached its end.
    Solution<double[]> done(Solution<double[]> solution) {
        Statistics s = solution.requireEnd().statistics();
        counted(new LinearWork(s.jacobians(), s.factorizations(), s.solves()));
        return solution;
    }

    void counted(LinearWork work) {
        linear = new LinearWork(
                linear.jacobians() + work.jacobians(),
                linear.factorizations() + work.factorizations(),
                linear.solves() + work.solves());
    }

    Cost cost(long steps, long backwardSteps, long recomputed, long storedStates) {
        return new Cost(
                field.evaluations, field.vjps, field.jvps, linear, steps, backwardSteps, recomputed, storedStates);
    }

    /// The gradient from the adjoint at t0, to which the terms at t0 are still to be added.
    ///
    /// @param gradient dL/dp but for these terms
    Gradient gradient(
            double loss,
            double[] state,
            double[] adjoint,
            double[] gradient,
            Cost cost,
            double backError,
            List<String> warnings) {
        double[] slope = new double[n];
        field.evaluate(t0, y0, p, slope);
        double dt0 = -dot(adjoint, slope);
        if (hasTermAtStart()) add(0, y0, adjoint, gradient);
        double dt1 = 0;
        if (times[times.length - 1] == t1) {
            double[] last = new double[n];
            add(times.length - 1, state, last, new double[m]);
            field.evaluate(t1, state, p, slope);
            dt1 = dot(last, slope);
        }
        double[] known = Arrays.copyOf(adjoint, answered);
        requireFinite("the initial state's component", known);
        requireFinite("parameter", gradient);
        return new Gradient(loss, Arrays.copyOf(state, answered), known, gradient, dt0, dt1, cost, backError, warnings);
    }

    private static void requireFinite(String what, double[] gradient) {
        for (int i = 0; i < gradient.length; i++)
            if (!Double.isFinite(gradient[i]))
                throw new ArithmeticException("gradient with respect to " + what + " " + i + " is " + gradient[i]
                        + ": expected a finite number; smaller steps or another mode may give it");
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
