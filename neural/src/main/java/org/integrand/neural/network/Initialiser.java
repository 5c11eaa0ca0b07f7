package org.integrand.neural.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.integrand.neural.network.Weights.Parameter;

/// Interpreter that meets the parameters of a network and starts each from the seed and its place in the order.
public final class Initialiser implements Operations<Initialiser.Nothing> {
    /// What this interpreter computes.
    public enum Nothing {
        NOTHING
    }

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final SplittableRandom random;

    private Initialiser(long seed) {
        random = new SplittableRandom(seed);
    }

    /// Fresh weights of a network; equal seeds give equal weights.
    public static Weights initialise(Network network, long seed) {
        var initialiser = new Initialiser(seed);
        var inputs = new ArrayList<Nothing>();
        for (var _ : network.inputs()) inputs.add(Nothing.NOTHING);
        network.apply(initialiser, inputs);
        return new Weights(initialiser.parameters);
    }

    @Override
    public Nothing parameter(String name, Initial initial, int... shape) {
        var sizes = Arrays.stream(shape).boxed().toList();
        if (parameters.put(name, new Parameter(sizes, initial.values(shape, random.split()))) != null)
            throw new IllegalArgumentException("network: parameter '" + name + "' is named twice");
        return Nothing.NOTHING;
    }

    @Override
    public Nothing constant(float... values) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing convolution(Nothing x, Nothing kernel, Nothing bias, int stride) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing linear(Nothing x, Nothing weight, Nothing bias) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing groupNormalisation(Nothing x, int groups, int channels, int height, int width) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing silu(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing relu(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing add(Nothing x, Nothing y) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing multiply(Nothing x, Nothing y) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing exp(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing log(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing sinh(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing sqrt(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing sin(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing cos(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing concatenate(Nothing x, Nothing y) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing enlarge(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing depthToSpace(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing maxPool(Nothing x) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing rows(Nothing table, Nothing index) {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing reshape(Nothing x, int... shape) {
        return Nothing.NOTHING;
    }
}
