package org.integrand.engine.method.geometric;

import java.util.Arrays;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.PartitionedProblem;
import org.integrand.engine.space.Tolerance;

/// Leapfrog steps of lengths w_1 h, ..., w_m h one after the other, w symmetric with sum 1: symplectic
/// where v = dH/dp and f = -dH/dq, symmetric in time, m evaluations of the force a step. A leapfrog
/// step is
///
/// kick-drift-kick:  p += h/2 f(q),  q += h v(p),  p += h/2 f(q)   or   drift-kick-drift, with the two
/// exchanged;
///
/// neighbouring halves are joined. With steps of one length the energy of a Hamiltonian system
/// oscillates and does not drift; steps of different lengths lose that, so there is no error estimate:
/// give a fixed step.
///
/// Where the fields depend on time, each half has its own clock: f sees the time that drifts have
/// passed, v the time that kicks have passed, which keeps the order.
///
/// Source: H. Yoshida, Phys. Lett. A 150 (1990); E. Hairer, C. Lubich, G. Wanner, "Geometric Numerical
/// Integration", II.4 and VIII.5 (compensated summation).
public final class SymplecticComposition implements StructuredMethod<PartitionedProblem> {
    private final String name;
    private final int order;
    private final double[] weights;
    private final boolean kicksFirst;
    private final boolean compensated;

    private SymplecticComposition(String name, int order, double[] weights, boolean kicksFirst, boolean compensated) {
        this.name = name;
        this.order = order;
        this.weights = weights;
        this.kicksFirst = kicksFirst;
        this.compensated = compensated;
    }

    /// A kick-drift-kick composition w_1 ... w_k, w_0, w_k ... w_1 with w_0 = 1 - 2 (w_1 + ... + w_k).
    ///
    /// @param outer w_1 ... w_k from the outside to the inside; the one number 1 stands for the leapfrog itself
    public static SymplecticComposition of(String name, int order, double... outer) {
        if (order < 2 || order % 2 != 0)
            throw new IllegalArgumentException("order " + order + " of " + name + ": expected an even number > 0");
        if (outer.length == 1 && outer[0] == 1)
            return new SymplecticComposition(name, order, outer.clone(), true, false);
        int k = outer.length;
        double[] weights = new double[2 * k + 1];
        double sum = 0;
        for (int i = 0; i < k; i++) {
            if (!Double.isFinite(outer[i]))
                throw new IllegalArgumentException("weight " + outer[i] + " of " + name + ": expected a finite number");
            weights[i] = outer[i];
            weights[2 * k - i] = outer[i];
            sum += outer[i];
        }
        weights[k] = 1 - 2 * sum;
        return new SymplecticComposition(name, order, weights, true, false);
    }

    /// The same composition of drift-kick-drift steps.
    public SymplecticComposition driftFirst() {
        return new SymplecticComposition(name + "-drift", order, weights, false, compensated);
    }

    /// The same with what each addition loses added to the next one (Kahan): in long runs the rounding
    /// of the state no longer adds up.
    public SymplecticComposition compensated() {
        return new SymplecticComposition(name + "-compensated", order, weights, kicksFirst, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public int errorOrder() {
        return 0;
    }

    /// A copy of w_1 ... w_m.
    public double[] weights() {
        return weights.clone();
    }

    /// Evaluations of the force a step.
    public int stages() {
        return weights.length;
    }

    @Override
    public Stepper<double[]> begin(PartitionedProblem problem, Tolerance tolerance) {
        return new SymplecticStepper(problem, weights, kicksFirst, compensated);
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(weights);
    }
}
