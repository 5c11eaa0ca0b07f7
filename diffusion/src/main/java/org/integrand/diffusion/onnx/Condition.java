package org.integrand.diffusion.onnx;

import java.util.List;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxPort;
import org.integrand.neural.onnx.OnnxPort.Element;

/// An input of floats that is the same for all states and times, for example the embedding of a text.
public final class Condition {
    private final String name;
    private final float[] values;
    private final float[] none;

    /// @param values of one state
    /// @param none   of a state without the condition, as many; empty: guidance does not change this input
    /// @throws IllegalArgumentException when there are not as many of both
    public Condition(String name, float[] values, float[] none) {
        if (none.length > 0 && none.length != values.length)
            throw new IllegalArgumentException("condition " + name + ": " + none.length
                    + " numbers without it, expected " + values.length + " as with it");
        this.name = name;
        this.values = values.clone();
        this.none = none.clone();
    }

    public String name() {
        return name;
    }

    /// Whether guidance can point away from states without this condition.
    public boolean guides() {
        return none.length > 0;
    }

    /// The numbers for a batch.
    float[] batch(int count, boolean without) {
        float[] one = without && guides() ? none : values;
        float[] all = new float[count * one.length];
        for (int i = 0; i < count; i++) System.arraycopy(one, 0, all, i * one.length, one.length);
        return all;
    }

    /// The axes for a batch: those of the input, where one that it leaves open follows from the number of values.
    ///
    /// @throws IllegalArgumentException when the values do not fill the axes
    long[] shape(OnnxModel model, int batch) {
        var port = OnnxSignature.port(model, model.inputPorts(), "input", name);
        List<Integer> axes = port.shape();
        long known = axes.stream()
                .skip(1)
                .filter(length -> length > 0)
                .mapToLong(n -> n)
                .reduce(1, Math::multiplyExact);
        long open = axes.stream().skip(1).filter(length -> length < 1).count();
        boolean fits = open == 0 ? known == values.length : open == 1 && values.length % known == 0;
        if (port.element() != Element.FLOAT || axes.isEmpty() || !fits) throw wrong(model, port);
        long[] shape = new long[axes.size()];
        shape[0] = batch;
        for (int i = 1; i < shape.length; i++) shape[i] = axes.get(i) > 0 ? axes.get(i) : values.length / known;
        return shape;
    }

    private IllegalArgumentException wrong(OnnxModel model, OnnxPort port) {
        return new IllegalArgumentException("model " + model.name() + ": " + values.length
                + " numbers a state for the condition " + port + ", expected floats that fill its axes");
    }
}
