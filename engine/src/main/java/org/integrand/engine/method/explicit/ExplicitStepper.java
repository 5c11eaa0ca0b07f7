package org.integrand.engine.method.explicit;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.engine.method.CostlyInterpolant;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;
import org.jspecify.annotations.Nullable;

/// The arithmetic of every explicit Runge-Kutta method.
///
/// The slope at the start of a step is evaluated once, however often the step is attempted; the slope
/// at its end is the last stage of a first-same-as-last method and otherwise evaluated when the
/// interpolant asks for it; either way the next step begins with it.
final class ExplicitStepper<Y> implements Stepper<Y> {
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Tolerance tolerance;
    private final ContinuousExtension extension;
    private final boolean firstSameAsLast;
    private final double[] nodes;
    private final int[] used;
    private final Stages<Y> stages;
    private final StageSum<Y>[] rows;
    private final @Nullable StageSum<Y> solution;
    private final @Nullable StageSum<Y> error;
    private final @Nullable StageSum<Y> damping;
    private StageSum<Y> @Nullable [] extra; // made when dense output is first asked for
    private final Y work;
    private final StepInterpolant interpolant;
    private int parity;
    private boolean startKnown;
    private boolean endKnown;
    private boolean extraKnown;
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
        used = extension.used();
        stages = new Stages<>(space, extension.end());
        rows = rows(tableau);
        solution = firstSameAsLast ? null : StageSum.step(space, tableau.weights(), stages);
        error = tableau.errorWeights()
                .map(e -> StageSum.increment(space, e, stages))
                .orElse(null);
        damping = tableau.dampingWeights()
                .map(d -> StageSum.increment(space, d, stages))
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
        extraKnown = false;
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
        double estimate = space.errorNorm(work, stages.before(parity), after, tolerance);
        if (damping == null || estimate == 0) return estimate;
        damping.compute(h, parity, work);
        double crude = space.errorNorm(work, stages.before(parity), after, tolerance) / estimate;
        return estimate / Math.sqrt(1 + 0.01 * crude * crude);
    }

    @Override
    public Interpolant<Y> interpolant() {
        return interpolant.over(start, end, stages.before(parity), stages.after(parity));
    }

    @Override
    public void accept() {
        parity = 1 - parity;
        startKnown = endKnown;
        endKnown = false;
    }

    @Override
    public Optional<Memory<Y>> memory() {
        return Optional.of(Memory.of(state()));
    }

    @Override
    public void restart(double t, Y state) {
        space.copy(state, stages.before(parity));
        startKnown = false;
        endKnown = false;
    }

    private void requireEndSlope() {
        if (endKnown) return;
        field.evaluate(end, stages.after(parity), stages.slope(stages.end(), parity));
        endKnown = true;
    }

    /// The stages of the interpolant, evaluated once a step and only when it is asked for.
    private void requireStages() {
        requireEndSlope();
        if (extraKnown) return;
        if (extra == null) extra = extra();
        for (int i = 0; i < extension.extraStages(); i++) {
            extra[i].compute(step, parity, work);
            double t = start + extension.extraNode(i) * step;
            field.evaluate(t, work, stages.slope(extension.end() + 1 + i, parity));
        }
        extraKnown = true;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class
    private StageSum<Y>[] extra() {
        stages.extend(space, extension.extraStages());
        StageSum<Y>[] sums = new StageSum[extension.extraStages()];
        for (int i = 0; i < sums.length; i++) sums[i] = StageSum.step(space, extension.extraRow(i), stages);
        return sums;
    }

    /// A view of the step last attempted.
    private final class StepInterpolant extends StepView<Y> implements CostlyInterpolant<Y> {
        private final double[] coefficients = new double[used.length + 1];
        private final Y[] terms = Arrays.copyOf(space.allocate(0), used.length + 1);

        StepInterpolant() {
            super(space);
        }

        @Override
        public boolean costs() {
            return extension.extraStages() > 0;
        }

        @Override
        public Y startSlope() {
            return stages.slope(0, parity);
        }

        @Override
        public Y endSlope() {
            requireEndSlope();
            return stages.slope(stages.end(), parity);
        }

        @Override
        protected void between(double t, Y into) {
            requireStages();
            double theta = (t - start) / step;
            coefficients[0] = 1;
            terms[0] = stages.before(parity);
            for (int i = 0; i < used.length; i++) {
                coefficients[i + 1] = step * extension.weight(used[i], theta);
                terms[i + 1] = stages.slope(used[i], parity);
            }
            space.combine(coefficients, terms, coefficients.length, into);
        }

        @Override
        public Interpolant<Y> keep() {
            requireStages();
            int degree = extension.degree();
            Y[] powers = space.allocate(degree + 1);
            space.copy(stages.before(parity), powers[0]);
            for (int i = 0; i < used.length; i++) terms[i] = stages.slope(used[i], parity);
            for (int m = 1; m <= degree; m++) {
                for (int i = 0; i < used.length; i++) coefficients[i] = step * extension.coefficient(used[i], m);
                space.combine(coefficients, terms, used.length, powers[m]);
            }
            return new PolynomialPiece<>(space, start, end, powers);
        }
    }
}
