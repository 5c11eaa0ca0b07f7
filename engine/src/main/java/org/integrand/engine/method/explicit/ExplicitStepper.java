package org.integrand.engine.method.explicit;

import java.util.Arrays;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;
import org.jspecify.annotations.Nullable;

/// The arithmetic of every explicit Runge-Kutta method.
///
/// The slope at the start of a step is evaluated once, however often the step is attempted; the slope at its
/// end is the last stage of a first-same-as-last method and otherwise evaluated when the interpolant asks for
/// it; either way the next step begins with it.
final class ExplicitStepper<Y> implements Stepper<Y> {
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Tolerance tolerance;
    private final ContinuousExtension extension;
    private final boolean firstSameAsLast;
    private final double[] nodes;
    private final Stages<Y> stages;
    private final StageSum<Y>[] rows;
    private final @Nullable StageSum<Y> solution;
    private final @Nullable StageSum<Y> error;
    private final Y work;
    private final StepInterpolant interpolant;
    private int parity;
    private boolean startKnown;
    private boolean endKnown;
    private double start;
    private double end;
    private double step;

    ExplicitStepper(
            ButcherTableau tableau,
            ContinuousExtension extension,
            InitialValueProblem<Y> problem,
            Tolerance tolerance) {
        this.space = problem.space();
        this.field = problem.field();
        this.tolerance = tolerance;
        this.extension = extension;
        firstSameAsLast = tableau.firstSameAsLast();
        nodes = tableau.nodes();
        stages = new Stages<>(space, extension.stages());
        rows = rows(tableau);
        solution = firstSameAsLast ? null : StageSum.step(space, tableau.weights(), stages);
        error = tableau.errorWeights()
                .map(e -> StageSum.increment(space, e, stages))
                .orElse(null);
        work = space.allocate();
        interpolant = new StepInterpolant();
        space.copy(problem.y0(), stages.before(parity));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class
    private StageSum<Y>[] rows(ButcherTableau tableau) {
        StageSum<Y>[] sums = new StageSum[tableau.stages() - 1];
        for (int i = 1; i < tableau.stages(); i++) sums[i - 1] = StageSum.step(space, tableau.row(i), stages);
        return sums;
    }

    @Override
    public Y state() {
        return stages.before(parity);
    }

    @Override
    public Y slope(double t) {
        Y slope = stages.slope(0, parity);
        if (!startKnown) {
            field.evaluate(t, stages.before(parity), slope);
            startKnown = true;
        }
        return slope;
    }

    @Override
    public double attempt(double t, double next) {
        double h = next - t;
        start = t;
        end = next;
        step = h;
        endKnown = false;
        slope(t);
        Y after = stages.after(parity);
        for (int i = 1; i < nodes.length; i++) {
            Y stage = firstSameAsLast && i == nodes.length - 1 ? after : work;
            rows[i - 1].compute(h, parity, stage);
            field.evaluate(nodes[i] == 1 ? next : t + nodes[i] * h, stage, stages.slope(i, parity));
        }
        if (solution != null) solution.compute(h, parity, after);
        endKnown = firstSameAsLast;
        if (error == null) return Double.isFinite(space.norm(after)) ? 0 : Double.NaN;
        error.compute(h, parity, work);
        return space.errorNorm(work, stages.before(parity), after, tolerance);
    }

    @Override
    public Interpolant<Y> interpolant() {
        return interpolant;
    }

    @Override
    public void accept() {
        parity = 1 - parity;
        startKnown = endKnown;
        endKnown = false;
    }

    @Override
    public void restart(double t, Y state) {
        space.copy(state, stages.before(parity));
        startKnown = false;
        endKnown = false;
    }

    private void requireEndSlope() {
        if (endKnown) return;
        field.evaluate(end, stages.after(parity), stages.slope(stages.last(), parity));
        endKnown = true;
    }

    /// A view of the step last attempted.
    private final class StepInterpolant implements Interpolant<Y> {
        private final double[] coefficients = new double[extension.stages() + 1];
        private final Y[] terms = Arrays.copyOf(space.allocate(0), extension.stages() + 1);

        @Override
        public double start() {
            return start;
        }

        @Override
        public double end() {
            return end;
        }

        @Override
        public void at(double t, Y into) {
            if (t == start) space.copy(stages.before(parity), into);
            else if (t == end) space.copy(stages.after(parity), into);
            else between((t - start) / step, into);
        }

        private void between(double theta, Y into) {
            requireEndSlope();
            coefficients[0] = 1;
            terms[0] = stages.before(parity);
            for (int i = 0; i < extension.stages(); i++) {
                coefficients[i + 1] = step * extension.weight(i, theta);
                terms[i + 1] = stages.slope(i, parity);
            }
            space.combine(coefficients, terms, coefficients.length, into);
        }

        @Override
        public Interpolant<Y> keep() {
            requireEndSlope();
            int degree = extension.degree();
            Y[] powers = space.allocate(degree + 1);
            space.copy(stages.before(parity), powers[0]);
            for (int i = 0; i < extension.stages(); i++) terms[i] = stages.slope(i, parity);
            for (int m = 1; m <= degree; m++) {
                for (int i = 0; i < extension.stages(); i++) coefficients[i] = step * extension.coefficient(i, m);
                space.combine(coefficients, terms, extension.stages(), powers[m]);
            }
            return new PolynomialPiece<>(space, start, end, powers);
        }
    }
}
