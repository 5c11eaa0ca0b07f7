package org.integrand.diffusion.model;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.space.Space;

/// Classifier-free guidance m = m_u + g (m_c - m_u) with its derivatives: by the state
/// g J_c^T c + (1 - g) J_u^T c, by what the two models are made of likewise (groups `conditional.*` and
/// `unconditional.*`), by the `scale` g the product of m_c - m_u and c. One evaluation at a time: it has
/// buffers.
///
/// Source: J. Pan et al., "AdjointDPM", ICLR 2024, arXiv 2307.10711.
public final class DifferentiableGuidance<Y> implements ParametricModel<Y>, TangentModel<Y> {
    private final DifferentiableModel<Y> conditional;
    private final DifferentiableModel<Y> unconditional;
    private final ClassifierFreeGuidance<Y> guidance;
    private final Space<Y> space;
    private final double scale;
    private final boolean scaleMoves;
    private final double[] ofConditional;
    private final double[] ofUnconditional;
    private final double[] weights;
    private final Y[] terms;
    private final Y first;
    private final Y second;

    /// @param space the batch's space
    /// @param scale g
    public DifferentiableGuidance(
            DifferentiableModel<Y> conditional, DifferentiableModel<Y> unconditional, Space<Y> space, double scale) {
        this(conditional, unconditional, space, scale, true);
    }

    private DifferentiableGuidance(
            DifferentiableModel<Y> conditional,
            DifferentiableModel<Y> unconditional,
            Space<Y> space,
            double scale,
            boolean scaleMoves) {
        this.conditional = conditional;
        this.unconditional = unconditional;
        this.guidance = new ClassifierFreeGuidance<>(conditional, unconditional, space, scale);
        this.space = space;
        this.scale = scale;
        this.scaleMoves = scaleMoves;
        this.ofConditional = new double[size(conditional)];
        this.ofUnconditional = new double[size(unconditional)];
        this.weights = new double[2];
        this.terms = space.allocate(2);
        this.first = terms[0];
        this.second = terms[1];
    }

    /// The same with a scale that is no parameter: its derivative, which takes an evaluation of both models, is not
    /// computed.
    public DifferentiableGuidance<Y> withFixedScale() {
        return new DifferentiableGuidance<>(conditional, unconditional, space, scale, false);
    }

    private static <Y> int size(DifferentiableModel<Y> model) {
        return ParametricModel.of(model).size();
    }

    @Override
    public Prediction prediction() {
        return guidance.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        guidance.evaluate(x, t, into);
    }

    @Override
    public List<Group> parameters() {
        List<Group> groups = new ArrayList<>();
        add("conditional", conditional, groups);
        add("unconditional", unconditional, groups);
        if (scaleMoves) groups.add(new Group("scale", 1));
        return groups;
    }

    private static <Y> void add(String part, DifferentiableModel<Y> model, List<Group> groups) {
        for (Group group : ParametricModel.of(model).parameters())
            groups.add(new Group(part + "." + group.name(), group.size()));
    }

    /// Costs an evaluation of both models, for the scale, and a product with the Jacobian of each that has a weight.
    @Override
    public void vjp(Y x, double t, Y cotangent, Y into, double[] gradient) {
        if (scaleMoves) {
            conditional.evaluate(x, t, first);
            unconditional.evaluate(x, t, second);
            gradient[gradient.length - 1] += space.dot(first, cotangent) - space.dot(second, cotangent);
        }
        both(Pullback.again(conditional, x, t), Pullback.again(unconditional, x, t), cotangent, into, gradient);
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into) {
        if (scale != 0) conditional.vjp(x, t, cotangent, first);
        if (scale != 1) unconditional.vjp(x, t, cotangent, second);
        combine(scale, scale == 0 ? second : first, 1 - scale, scale == 1 ? first : second, into);
    }

    /// Derivatives of a part, weighted, into the parameters; its product into `into`.
    private void part(Pullback<Y> model, double weight, Y cotangent, Y into, double[] own, double[] gradient, int at) {
        if (weight == 0) {
            combine(0, cotangent, 0, cotangent, into);
            return;
        }
        java.util.Arrays.fill(own, 0);
        model.pull(cotangent, into, own);
        for (int i = 0; i < own.length; i++) gradient[at + i] += weight * own[i];
    }

    /// Keeps what both models keep, and for the derivative by the scale what both said.
    @Override
    public Pullback<Y> linearise(Y x, double t, Y into) {
        terms[0] = first;
        terms[1] = second;
        Y[] said = scaleMoves ? space.allocate(2) : terms;
        var ofOne =
                scale == 0 && !scaleMoves ? Pullback.again(conditional, x, t) : conditional.linearise(x, t, said[0]);
        Pullback<Y> ofOther;
        try {
            ofOther = scale == 1 && !scaleMoves
                    ? Pullback.again(unconditional, x, t)
                    : unconditional.linearise(x, t, said[1]);
        } catch (RuntimeException e) {
            ofOne.close();
            throw e;
        }
        if (scale == 0 || scale == 1) space.copy(said[scale == 1 ? 0 : 1], into);
        else combine(scale, said[0], 1 - scale, said[1], into);
        return new Kept(ofOne, ofOther, said);
    }

    private final class Kept implements Pullback<Y> {
        private final Pullback<Y> ofConditional;
        private final Pullback<Y> ofUnconditional;
        private final Y[] said;

        Kept(Pullback<Y> ofConditional, Pullback<Y> ofUnconditional, Y[] said) {
            this.ofConditional = ofConditional;
            this.ofUnconditional = ofUnconditional;
            this.said = said;
        }

        @Override
        public void pull(Y cotangent, Y into, double[] gradient) {
            if (scaleMoves)
                gradient[gradient.length - 1] += space.dot(said[0], cotangent) - space.dot(said[1], cotangent);
            both(ofConditional, ofUnconditional, cotangent, into, gradient);
        }

        @Override
        public long bytes() {
            long own = scaleMoves ? 2L * Double.BYTES * space.dimension() : 0;
            return own + ofConditional.bytes() + ofUnconditional.bytes();
        }

        @Override
        public void close() {
            ofConditional.close();
            ofUnconditional.close();
        }
    }

    private void both(Pullback<Y> one, Pullback<Y> other, Y cotangent, Y into, double[] gradient) {
        part(one, scale, cotangent, first, ofConditional, gradient, 0);
        part(other, 1 - scale, cotangent, second, ofUnconditional, gradient, ofConditional.length);
        combine(scale, first, 1 - scale, second, into);
    }

    /// @throws IllegalArgumentException when one of the two models cannot be differentiated along directions
    @Override
    public void jvp(Y x, double t, Y direction, double[] parameters, Y into) {
        if (!(conditional instanceof TangentModel<Y> c) || !(unconditional instanceof TangentModel<Y> u))
            throw new IllegalArgumentException(
                    "forward mode through guidance: both models must be differentiable along directions");
        System.arraycopy(parameters, 0, ofConditional, 0, ofConditional.length);
        System.arraycopy(parameters, ofConditional.length, ofUnconditional, 0, ofUnconditional.length);
        double change = scaleMoves ? parameters[parameters.length - 1] : 0;
        c.jvp(x, t, direction, ofConditional, first);
        u.jvp(x, t, direction, ofUnconditional, second);
        combine(scale, first, 1 - scale, second, into);
        if (change == 0) return;
        conditional.evaluate(x, t, first);
        unconditional.evaluate(x, t, second);
        combine(change, first, -change, second, first);
        combine(1, into, 1, first, into);
    }

    private void combine(double a, Y one, double b, Y other, Y into) {
        weights[0] = a;
        weights[1] = b;
        terms[0] = one;
        terms[1] = other;
        space.combine(weights, terms, 2, into);
    }
}
