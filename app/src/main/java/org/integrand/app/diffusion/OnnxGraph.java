package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.diffusion.OnnxConfig.Label;
import org.integrand.app.diffusion.OnnxConfig.Layout;
import org.integrand.app.diffusion.OnnxConfig.Scaling;
import org.integrand.app.job.Failure;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.onnx.OnnxSignature;
import org.integrand.diffusion.onnx.OnnxSignature.ClassInput;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxPort;
import org.integrand.neural.onnx.OnnxPort.Element;

/// Reads off a graph what the model file leaves open: which input is which, by type, number of axes and name.
record OnnxGraph(OnnxModel model, OnnxConfig config) {
    private static final List<String> TIMES =
            List.of("timestep", "timesteps", "time", "t", "sigma", "sigmas", "noise_level", "noise_labels");
    private static final List<String> CLASSES =
            List.of("label", "labels", "class", "classes", "class_label", "class_labels", "y");
    /// An axis this short is one of channels.
    private static final int FEW = 4;

    /// The whole signature.
    ///
    /// @throws Failure when the graph leaves something open that the model file does not say
    OnnxSignature signature() {
        var states = states();
        var layout = config.layout().orElseGet(() -> layout(states));
        var time = timestep(states);
        return new OnnxSignature(
                states.name(),
                layout == Layout.CHANNELS_LAST,
                shape(states, layout),
                time.map(OnnxPort::name),
                output(),
                classes(states, time),
                config.conditions().stream().map(OnnxConfig.Fixed::condition).toList());
    }

    /// What the time input is told.
    Label label(OnnxSignature signature) {
        if (signature.timestep().isEmpty()) return Label.TIME; // which nobody is told
        var time = port("timestep", signature.timestep().get());
        return config.label().orElseGet(() -> {
            String name = time.name().toLowerCase(Locale.ROOT);
            if (config.scaling() == Scaling.EDM) return Label.LOG_SIGMA;
            if (time.element() == Element.INT64 || name.startsWith("timestep")) return Label.INDEX;
            return name.startsWith("sigma") ? Label.SIGMA : Label.TIME;
        });
    }

    /// The inputs but for the conditions.
    private List<OnnxPort> inputs() {
        var fixed = config.conditions().stream().map(OnnxConfig.Fixed::input).toList();
        return model.inputPorts().stream()
                .filter(port -> !fixed.contains(port.name()))
                .toList();
    }

    private OnnxPort states() {
        if (config.sample().isPresent()) return port("sample", config.sample().get());
        var candidates = inputs().stream()
                .filter(port -> port.element() == Element.FLOAT && port.shape().size() == 4)
                .toList();
        return only("sample", candidates, "one input of floats with four axes, the states");
    }

    private static Layout layout(OnnxPort states) {
        if (states.shape().size() != 4) return Layout.CHANNELS_FIRST; // the signature's check says what is wrong
        int first = states.shape().get(1);
        int last = states.shape().get(3);
        return (first < 1 || first > FEW) && last >= 1 && last <= FEW ? Layout.CHANNELS_LAST : Layout.CHANNELS_FIRST;
    }

    private ImageShape shape(OnnxPort states, Layout layout) {
        boolean last = layout == Layout.CHANNELS_LAST;
        return new ImageShape(
                length("channels", config.channels(), states, last ? 3 : 1),
                length("height", config.height(), states, last ? 1 : 2),
                length("width", config.width(), states, last ? 2 : 3));
    }

    private int length(String key, OptionalInt said, OnnxPort states, int axis) {
        if (said.isPresent()) return said.getAsInt();
        int length = axis < states.shape().size() ? states.shape().get(axis) : -1;
        if (length < 1) throw open(key, "the input " + states + " leaves it open, expected a number");
        return length;
    }

    /// The input of the time; nothing where no input is left for it.
    private Optional<OnnxPort> timestep(OnnxPort states) {
        if (config.timestep().isPresent())
            return Optional.of(port("timestep", config.timestep().get()));
        var others = new ArrayList<>(inputs());
        others.remove(states);
        config.classInput()
                .ifPresent(name -> others.removeIf(port -> port.name().equals(name)));
        if (config.classInput().isEmpty() && others.size() == 1 && named(others.getFirst(), CLASSES)) others.clear();
        if (others.isEmpty()) return Optional.empty();
        if (others.size() > 1)
            others.removeIf(port -> !TIMES.contains(port.name().toLowerCase(Locale.ROOT)));
        return Optional.of(only("timestep", others, "one input of the time"));
    }

    private static boolean named(OnnxPort port, List<String> names) {
        return names.contains(port.name().toLowerCase(Locale.ROOT));
    }

    private String output() {
        if (config.output().isPresent()) return config.output().get();
        return only("output", model.outputPorts(), "one output").name();
    }

    private Optional<ClassInput> classes(OnnxPort states, Optional<OnnxPort> time) {
        var others = inputs().stream()
                .filter(port ->
                        !port.equals(states) && time.filter(port::equals).isEmpty())
                .filter(port -> config.classInput()
                        .map(name -> port.name().equals(name))
                        .orElseGet(() -> named(port, CLASSES)))
                .toList();
        config.classInput().ifPresent(name -> port("classInput", name));
        if (others.isEmpty()) return Optional.empty();
        if (config.classes().isEmpty())
            throw open("classes", "the network has the input " + others.getFirst() + ", expected how many there are");
        return Optional.of(
                new ClassInput(others.getFirst().name(), config.classes().getAsInt(), config.noClass()));
    }

    private OnnxPort port(String key, String name) {
        return model.inputPorts().stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> open(key, "no input '" + name + "', expected one of " + model.inputs()));
    }

    private OnnxPort only(String key, List<OnnxPort> candidates, String expected) {
        if (candidates.size() == 1) return candidates.getFirst();
        throw open(
                key,
                (candidates.isEmpty() ? "none among " + model.inputPorts() : "all of " + candidates)
                        + " may be meant, expected " + expected + ", or its name in the model file");
    }

    private Failure open(String key, String what) {
        return new Failure("model " + model.name() + ": " + key + ": " + what);
    }
}
