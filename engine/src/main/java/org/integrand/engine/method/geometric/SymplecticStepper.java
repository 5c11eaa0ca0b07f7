package org.integrand.engine.method.geometric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.CubicHermite;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.PartitionedProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.jspecify.annotations.Nullable;

/// The arithmetic of a composition of leapfrogs. Dense output is cubic, with slopes that are evaluated
/// when it is asked for; kick-drift-kick knows the forces at both ends anyway.
final class SymplecticStepper implements Stepper<double[]> {
    private final int n;
    private final DoubleSpace space;
    private final @Nullable VectorField<double[]> velocity;
    private final VectorField<double[]> force;
    private final double[] weights;
    private final boolean kicksFirst;
    private final boolean compensated;
    private final double[] work;
    private final HermiteView view;
    private Halves before;
    private Halves after;
    private double start;
    private double end;

    SymplecticStepper(PartitionedProblem problem, double[] weights, boolean kicksFirst, boolean compensated) {
        n = problem.halfDimension();
        space = DoubleSpace.of(2 * n);
        velocity = problem.velocity().orElse(null);
        force = problem.force();
        this.weights = weights;
        this.kicksFirst = kicksFirst;
        this.compensated = compensated;
        work = new double[n];
        view = new HermiteView();
        before = new Halves(n);
        after = new Halves(n);
        before.set(problem.whole().y0());
    }

    /// A state as its halves, what their additions lost, and its slope as far as it is known.
    private static final class Halves {
        final double[] y;
        final double[] q;
        final double[] p;
        final double[] lostQ;
        final double[] lostP;
        final double[] force;
        final double[] slope;
        boolean forceKnown;
        boolean slopeKnown;

        Halves(int n) {
            y = new double[2 * n];
            q = new double[n];
            p = new double[n];
            lostQ = new double[n];
            lostP = new double[n];
            force = new double[n];
            slope = new double[2 * n];
        }

        void set(double[] state) {
            int n = q.length;
            System.arraycopy(state, 0, y, 0, 2 * n);
            System.arraycopy(state, 0, q, 0, n);
            System.arraycopy(state, n, p, 0, n);
            Arrays.fill(lostQ, 0);
            Arrays.fill(lostP, 0);
            forceKnown = false;
            slopeKnown = false;
        }

        void set(Halves other) {
            int n = q.length;
            System.arraycopy(other.q, 0, q, 0, n);
            System.arraycopy(other.p, 0, p, 0, n);
            System.arraycopy(other.lostQ, 0, lostQ, 0, n);
            System.arraycopy(other.lostP, 0, lostP, 0, n);
            forceKnown = false;
            slopeKnown = false;
        }

        void join() {
            int n = q.length;
            System.arraycopy(q, 0, y, 0, n);
            System.arraycopy(p, 0, y, n, n);
        }
    }

    @Override
    public double[] state() {
        return before.y;
    }

    @Override
    public double[] slope(double t) {
        return slope(before, t);
    }

    private double[] slope(Halves at, double t) {
        if (at.slopeKnown) return at.slope;
        requireForce(at, t);
        if (velocity != null) velocity.evaluate(t, at.p, work);
        System.arraycopy(velocity == null ? at.p : work, 0, at.slope, 0, n);
        System.arraycopy(at.force, 0, at.slope, n, n);
        at.slopeKnown = true;
        return at.slope;
    }

    private void requireForce(Halves at, double t) {
        if (at.forceKnown) return;
        force.evaluate(t, at.q, at.force);
        at.forceKnown = true;
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        double h = next - t;
        after.set(before);
        if (kicksFirst) kickDriftKick(t, next, h);
        else driftKickDrift(t, next, h);
        after.join();
        return Double.isFinite(space.norm(after.y)) ? 0 : Double.NaN;
    }

    private void kickDriftKick(double t, double next, double h) {
        requireForce(before, t);
        double drifted = 0; // part of the step
        double kicked = 0;
        for (int i = 0; i <= weights.length; i++) {
            double kick = i == 0
                    ? weights[0] / 2
                    : i == weights.length ? weights[i - 1] / 2 : (weights[i - 1] + weights[i]) / 2;
            add(after.p, after.lostP, h * kick, i == 0 ? before.force : after.force);
            if (i == weights.length) break;
            kicked += kick;
            drift(t + h * kicked, h * weights[i]);
            drifted += weights[i];
            force.evaluate(i == weights.length - 1 ? next : t + h * drifted, after.q, after.force);
        }
        after.forceKnown = true;
    }

    private void driftKickDrift(double t, double next, double h) {
        double drifted = 0;
        double kicked = 0;
        for (int i = 0; i <= weights.length; i++) {
            double drift = i == 0
                    ? weights[0] / 2
                    : i == weights.length ? weights[i - 1] / 2 : (weights[i - 1] + weights[i]) / 2;
            drift(i == 0 ? t : i == weights.length ? next : t + h * kicked, h * drift);
            if (i == weights.length) break;
            drifted += drift;
            force.evaluate(t + h * drifted, after.q, work);
            add(after.p, after.lostP, h * weights[i], work);
            kicked += weights[i];
        }
    }

    private void drift(double t, double h) {
        if (velocity == null) add(after.q, after.lostQ, h, after.p);
        else {
            velocity.evaluate(t, after.p, work);
            add(after.q, after.lostQ, h, work);
        }
    }

    /// x += h rate
    private void add(double[] x, double[] lost, double h, double[] rate) {
        if (compensated) {
            for (int i = 0; i < n; i++) {
                double change = h * rate[i] + lost[i];
                double sum = x[i] + change;
                lost[i] = x[i] - sum + change;
                x[i] = sum;
            }
        } else {
            for (int i = 0; i < n; i++) x[i] += h * rate[i];
        }
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return view.over(start, end, before.y, after.y);
    }

    @Override
    public void accept() {
        Halves old = before;
        before = after;
        after = old;
    }

    @Override
    public void restart(double t, double[] state) {
        before.set(state);
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        if (!compensated) return Optional.of(Memory.of(before.y));
        double[] lost = new double[2 * n];
        System.arraycopy(before.lostQ, 0, lost, 0, n);
        System.arraycopy(before.lostP, 0, lost, n, n);
        return Optional.of(new Memory<>(List.of(before.y, lost), List.of()));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        before.set(memory.states().getFirst());
        if (!compensated) return;
        System.arraycopy(memory.states().get(1), 0, before.lostQ, 0, n);
        System.arraycopy(memory.states().get(1), n, before.lostP, 0, n);
    }

    /// The cubic over the step last attempted; evaluates slopes only between its ends.
    private final class HermiteView extends StepView<double[]> {
        private final CubicHermite<double[]> cubic = new CubicHermite<>(space);

        HermiteView() {
            super(space);
        }

        @Override
        protected void between(double t, double[] into) {
            cubic().at(t, into);
        }

        @Override
        public Interpolant<double[]> keep() {
            return cubic().keep();
        }

        private CubicHermite<double[]> cubic() {
            return cubic.over(start, end, before.y, after.y, slope(before, start), slope(after, end));
        }
    }
}
