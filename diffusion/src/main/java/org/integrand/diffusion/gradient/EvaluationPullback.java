package org.integrand.diffusion.gradient;

import java.util.Map;
import java.util.Optional;
import org.integrand.diffusion.correction.DifferentiableCorrection;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.engine.space.Space;

/// Pulls derivatives back through one evaluation of a plan: what the model says, brought to the plan's prediction.
///
/// The conversion m = a u + b raw gives u' = a m' + J^T (b m'). With a correction the model says D = a1 u + b1 raw, and
/// m = a2 u + b2 corrected(D): then D' = C^T (b2 m'), C the correction's Jacobian, and u' = a2 m' + a1 D' + J^T (b1
/// D').
/// The correction needs D, so the model is evaluated once more.
final class EvaluationPullback<Y> {
    private final ParametricModel<Y> model;
    private final Prediction prediction;
    private final Space<Y> space;
    private final Optional<DifferentiableCorrection<Y>> correction;
    private final double[] gradient;
    private final double[] weights = new double[3];
    private final Y[] terms;
    private final Y cotangents;
    private final Y data;
    private long vjps;
    private long evaluations;
    private long cut;

    /// @param prediction of the plan
    EvaluationPullback(
            DifferentiableModel<Y> model,
            Prediction prediction,
            Space<Y> space,
            Optional<DifferentiableCorrection<Y>> correction) {
        this.model = ParametricModel.of(model);
        this.prediction = prediction;
        this.space = space;
        this.correction = correction;
        this.gradient = new double[this.model.size()];
        Y[] own = space.allocate(3);
        this.cotangents = own[0];
        this.data = own[1];
        this.terms = own;
    }

    /// into = the derivative with respect to the input.
    ///
    /// @param cotangent that with respect to what the plan has of it, another array than `into`
    void pull(Evaluate what, Asked<Y> asked, Y cotangent, Y into) {
        if (correction.isPresent()) {
            corrected(correction.get(), what, asked, cotangent, into);
            return;
        }
        var conversion = model.prediction().to(prediction, what.at());
        product(asked, conversion.ofRaw(), cotangent, into);
        if (conversion.ofState() != 0) combine(2, 1, into, conversion.ofState(), cotangent, 0, into, into);
    }

    private void corrected(DifferentiableCorrection<Y> correction, Evaluate what, Asked<Y> asked, Y cotangent, Y into) {
        var toData = model.prediction().to(Prediction.DATA, what.at());
        var onwards = Prediction.DATA.to(prediction, what.at());
        model.evaluate(asked.input(), what.at().t(), into);
        evaluations++;
        combine(2, toData.ofRaw(), into, toData.ofState(), asked.input(), 0, into, data);
        combine(1, onwards.ofRaw(), cotangent, 0, into, 0, into, cotangents);
        cut += correction.pullback(data, what.at(), cotangents);
        space.copy(cotangents, data);
        product(asked, toData.ofRaw(), data, into);
        combine(3, 1, into, toData.ofState(), data, onwards.ofState(), cotangent, into);
    }

    /// into = J^T (factor c)
    private void product(Asked<Y> asked, double factor, Y c, Y into) {
        if (factor == 0) {
            combine(0, 0, into, 0, into, 0, into, into);
            return;
        }
        Y scaled = c;
        if (factor != 1) {
            combine(1, factor, c, 0, c, 0, c, cotangents);
            scaled = cotangents;
        }
        asked.pullback().pull(scaled, into, gradient);
        vjps++;
    }

    private void combine(int count, double a, Y first, double b, Y second, double c, Y third, Y into) {
        weights[0] = a;
        weights[1] = b;
        weights[2] = c;
        terms[0] = first;
        terms[1] = second;
        terms[2] = third;
        space.combine(weights, terms, count, into);
    }

    /// By group, what has come together so far.
    Map<String, double[]> parameters() {
        return model.grouped(gradient);
    }

    long vjps() {
        return vjps;
    }

    /// Evaluations of its own.
    long evaluations() {
        return evaluations;
    }

    /// Numbers that were beyond a limit of the correction.
    long cut() {
        return cut;
    }
}
