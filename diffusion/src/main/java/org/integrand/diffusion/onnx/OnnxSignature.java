package org.integrand.diffusion.onnx;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxPort;
import org.integrand.neural.onnx.OnnxPort.Element;

/// Which input and output of an ONNX file is what.
///
/// @param sample       input of the states: floats `[batch, channel, row, column]`, or channels last
/// @param channelsLast whether the states are `[batch, row, column, channel]` in the file; here they never are
/// @param shape        size of a state
/// @param timestep     input of the time label: floats or 64-bit integers, a scalar, `[1]`, `[batch]` or `[batch, 1]`;
///                     without one the network does not know the time
/// @param output       output of the prediction, floats in the states' shape
/// @param classes      input of class labels, where there is one
/// @param conditions   inputs that are the same for all states
public record OnnxSignature(
        String sample,
        boolean channelsLast,
        ImageShape shape,
        Optional<String> timestep,
        String output,
        Optional<ClassInput> classes,
        List<Condition> conditions) {
    /// The input of class labels, 64-bit integers `[batch]`.
    ///
    /// @param count classes: 0 ... count - 1
    /// @param none  label of states of no class, where the network knows one
    public record ClassInput(String name, int count, OptionalInt none) {
        public ClassInput {
            if (count < 1) throw new IllegalArgumentException("classes " + count + ": expected at least 1");
        }
    }

    public OnnxSignature {
        conditions = List.copyOf(conditions);
    }

    /// Whether the conditions say what guidance points away from.
    public boolean guides() {
        return conditions.stream().anyMatch(Condition::guides);
    }

    /// Length of the states' axes after the batch, as the file has them.
    List<Integer> axes() {
        return channelsLast
                ? List.of(shape.height(), shape.width(), shape.channels())
                : List.of(shape.channels(), shape.height(), shape.width());
    }

    /// Checks that the model has these inputs and this output, of these types and sizes, and no other inputs.
    ///
    /// @throws IllegalArgumentException in one line
    void check(OnnxModel model) {
        var states = port(model, model.inputPorts(), "input", sample);
        var expected = axes();
        if (states.element() != Element.FLOAT || states.shape().size() != 4)
            throw wrong(model, states, "floats of 4 axes, the states");
        for (int i = 0; i < 3; i++) {
            int length = states.shape().get(i + 1);
            if (length > 0 && length != expected.get(i))
                throw wrong(model, states, "axes " + expected + " after the batch");
        }
        timestep.ifPresent(name -> {
            var time = port(model, model.inputPorts(), "input", name);
            boolean small = time.shape().size() < 2
                    || (time.shape().size() == 2 && time.shape().get(1) == 1);
            if (time.element() == Element.OTHER || !small)
                throw wrong(model, time, "floats or 64-bit integers, one a state or one in all");
        });
        classes.ifPresent(c -> {
            var label = port(model, model.inputPorts(), "input", c.name());
            if (label.element() != Element.INT64 || label.shape().size() != 1)
                throw wrong(model, label, "64-bit integers, one a state");
        });
        if (port(model, model.outputPorts(), "output", output).element() != Element.FLOAT)
            throw wrong(model, port(model, model.outputPorts(), "output", output), "floats");
        conditions.forEach(condition -> condition.shape(model, 1));
        for (OnnxPort port : model.inputPorts())
            if (!port.name().equals(sample)
                    && timestep.filter(t -> t.equals(port.name())).isEmpty()
                    && classes.filter(c -> c.name().equals(port.name())).isEmpty()
                    && conditions.stream().noneMatch(c -> c.name().equals(port.name())))
                throw new IllegalArgumentException(
                        "model " + model.name() + ": input " + port
                                + " is neither the states, nor the time, nor a class, nor a condition; expected no other inputs");
    }

    static OnnxPort port(OnnxModel model, List<OnnxPort> ports, String kind, String name) {
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "model " + model.name() + ": no " + kind + " '" + name + "', expected one of "
                                + ports.stream().map(OnnxPort::name).toList()));
    }

    private static IllegalArgumentException wrong(OnnxModel model, OnnxPort port, String expected) {
        return new IllegalArgumentException("model " + model.name() + ": " + port + ", expected " + expected);
    }
}
