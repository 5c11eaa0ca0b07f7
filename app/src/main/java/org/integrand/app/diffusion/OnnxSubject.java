package org.integrand.app.diffusion;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.diffusion.OnnxConfig.Said;
import org.integrand.app.job.Failure;
import org.integrand.diffusion.diffusers.Scheduler;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.LabelledNetwork;
import org.integrand.diffusion.model.NetworkModel;
import org.integrand.diffusion.model.Parameterisation;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.TimeLabel;
import org.integrand.diffusion.onnx.OnnxNetwork;
import org.integrand.diffusion.onnx.OnnxSignature;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.neural.onnx.OnnxModel;

/// A network from an ONNX file, in single precision.
record OnnxSubject(
        OnnxNetwork network, OnnxConfig config, OnnxConfig.Label label, Parameterisation parameterisation, Wish wish)
        implements Subject<float[]> {
    private static final int BATCH = 64;
    private static final int LEVELS = 1000;

    /// @throws Failure                  when the file or its model file is not as it should be
    /// @throws IllegalArgumentException when the job wants what the network cannot
    static OnnxSubject of(ModelSpec.Onnx spec, Wish wish) {
        var config = spec.read();
        var model = model(spec, "model");
        try {
            return of(model, config, wish);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// The file's network.
    ///
    /// @param what what it is called when it is missing
    static OnnxModel model(ModelSpec.Onnx spec, String what) {
        var path = DiffusersFolder.network(Path.of(spec.path()));
        if (!Files.exists(path)) throw new Failure(what + " " + path + ": no such file");
        try {
            return OnnxModel.read(path, 1);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    /// The network with what its inputs and its output mean.
    static OnnxNetwork network(OnnxModel model, OnnxSignature signature) {
        try {
            return new OnnxNetwork(model, signature, Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static OnnxSubject of(OnnxModel model, OnnxConfig config, Wish wish) {
        var graph = new OnnxGraph(model, config);
        var signature = graph.signature();
        var network = network(model, signature);
        if (!signature.guides()) wish.checkGuidance("onnx");
        var subject = of(network, config, graph.label(signature), wish);
        subject.model(0, 1); // says what is wrong with the class
        return subject;
    }

    private static OnnxSubject of(OnnxNetwork network, OnnxConfig config, OnnxConfig.Label label, Wish wish) {
        return new OnnxSubject(network, config, label, parameterisation(config, label, wish.plans()), wish);
    }

    @Override
    public OnnxSubject on(Plans plans) {
        return of(network, config, label, wish.on(plans));
    }

    private static Parameterisation parameterisation(OnnxConfig config, OnnxConfig.Label label, Plans plans) {
        var scheduler = plans.scheduler(OptionalInt.empty());
        if (scheduler.isPresent() && config.schedule().isEmpty() && config.scaling() == OnnxConfig.Scaling.NONE)
            return scheduled(config, scheduler.get());
        var asked = plans.noise();
        var own = config.schedule().map(ScheduleSpec::schedule).orElse(asked);
        config.schedule().ifPresent(_ -> check(own, plans));
        var base = label(label, own, config);
        TimeLabel scaled = level -> config.labelScale() * base.of(level);
        var prediction = config.prediction().map(Said::prediction).orElse(Prediction.NOISE);
        return switch (config.scaling()) {
            case NONE ->
                own.equals(asked)
                        ? Parameterisation.plain(prediction, scaled)
                        : Parameterisation.trainedOn(own, prediction, scaled);
            case UNIT_VARIANCE -> Parameterisation.unitVariance(prediction, scaled);
            case EDM -> Parameterisation.edm(config.sigmaData(), scaled);
        };
    }

    /// A network that is told the timestep, unless its model file has a schedule of its own.
    private static Parameterisation scheduled(OnnxConfig config, Scheduler scheduler) {
        if (config.prediction().isEmpty() && config.labelScale() == 1) return scheduler.network();
        return Parameterisation.plain(
                config.prediction().map(Said::prediction).orElse(scheduler.prediction()),
                level -> config.labelScale() * level.t());
    }

    static TimeLabel label(OnnxConfig.Label label, NoiseSchedule own, OnnxConfig config) {
        return switch (label) {
            case TIME -> TimeLabel.TIME;
            case SIGMA -> TimeLabel.SIGMA;
            case LOG_SIGMA -> TimeLabel.LOG_SIGMA;
            case INDEX ->
                TimeLabel.index(config.levels().orElse(own instanceof DiscreteVp table ? table.levels() : LEVELS));
        };
    }

    /// A network is not to be asked about more noise than it has seen; at the other end it is asked about the least.
    private static void check(NoiseSchedule own, Plans plans) {
        double least = own.lambda(own.tMax());
        double first = plans.noise().lambda(plans.start());
        if (first < least - 1e-9)
            throw new IllegalArgumentException("tStart " + plans.start() + ": noisier (lambda " + first
                    + ") than the network was trained for, expected lambda at least " + least);
    }

    @Override
    public int dimension() {
        return network.signature().shape().numbers();
    }

    @Override
    public Precision<float[]> precision() {
        return Precision.SINGLE;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Optional<ImageShape> pictures() {
        return Optional.of(network.signature().shape());
    }

    @Override
    public DiffusionModel<float[]> model(int first, int count) {
        var wanted = model(wanted(first, count), count);
        if (!wish.guided()) return wanted;
        var space = Precision.SINGLE.space(count * dimension());
        return wish.guided(wanted, model(network.unconditional(count), count), space);
    }

    /// Of the class that the job says; without one of no class, or of all in turn where the network knows no label
    /// for none.
    private LabelledNetwork<float[]> wanted(int first, int count) {
        var classes = network.signature().classes();
        if (wish.classless()) return network.classless(count);
        if (wish.drawn().isEmpty() && (classes.isEmpty() || classes.get().none().isPresent()))
            return network.classless(count);
        int[] each = new int[count];
        Arrays.setAll(
                each,
                i -> wish.drawn().orElseGet(() -> (first + i) % classes.get().count()));
        return network.conditional(each);
    }

    private DiffusionModel<float[]> model(LabelledNetwork<float[]> bare, int count) {
        var space = Precision.SINGLE.space(count * dimension());
        return new NetworkModel<>(bare, parameterisation, wish.plans().noise(), space);
    }

    @Override
    public void close() {
        network.close();
    }
}
