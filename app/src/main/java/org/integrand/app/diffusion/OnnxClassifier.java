package org.integrand.app.diffusion;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Failure;
import org.integrand.diffusion.model.LogLikelihoodGradient;
import org.integrand.diffusion.model.TimeLabel;
import org.integrand.diffusion.onnx.OnnxNetwork;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The gradient of a classifier from an ONNX file: a network like a denoiser's, whose output is grad log p(c | x).
final class OnnxClassifier {
    private OnnxClassifier() {}

    /// @throws Failure when the file or its model file is not as it should be
    static OpenClassifier open(ModelSpec.Onnx spec, double sigmaData) {
        var config = spec.read();
        var model = OnnxSubject.model(spec, "classifier");
        try {
            var graph = new OnnxGraph(model, config);
            var signature = graph.signature();
            var classes = signature
                    .classes()
                    .orElseThrow(() -> new Failure("classifier " + model.name()
                            + ": no input of class labels, expected one (classInput of its model file)"));
            var network = OnnxSubject.network(model, signature);
            var label = graph.label(signature);
            boolean timed = signature.timestep().isPresent();
            return new OpenClassifier(
                    (wanted, plans) ->
                            gradient(network, wanted, timed ? label(config, label, plans) : _ -> 0, plans.noise()),
                    classes.count(),
                    signature.shape().numbers(),
                    timed ? OptionalDouble.empty() : OptionalDouble.of(sigmaData),
                    network::close);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static LogLikelihoodGradient<float[]> gradient(
            OnnxNetwork network, int[] wanted, TimeLabel label, NoiseSchedule schedule) {
        var conditional = network.conditional(wanted);
        return (x, t, into) -> conditional.evaluate(x, label.of(schedule.at(t)), into);
    }

    /// A scheduler's times are labels already, unless the model file has a schedule of its own.
    private static TimeLabel label(OnnxConfig config, OnnxConfig.Label label, Plans plans) {
        if (config.schedule().isEmpty() && plans.scheduler(OptionalInt.empty()).isPresent())
            return level -> config.labelScale() * level.t();
        var own = config.schedule().map(ScheduleSpec::schedule).orElseGet(plans::noise);
        var base = OnnxSubject.label(label, own, config);
        boolean other = !own.equals(plans.noise());
        return level -> config.labelScale() * base.of(other ? own.at(own.time(level.halfLogSnr())) : level);
    }
}
