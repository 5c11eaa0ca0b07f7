package org.integrand.diffusion.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/// A number for each component of a sample, or one for all of them.
public final class PerComponent {
    /// 0 everywhere.
    public static final PerComponent ZERO = PerComponent.of(0);

    private final double[] values;

    private PerComponent(double[] values) {
        this.values = values;
    }

    /// One number for all components, or one for each.
    /// @throws IllegalArgumentException when there is none, or one is not finite
    public static PerComponent of(double... values) {
        if (values.length == 0) throw new IllegalArgumentException("numbers of the components: none, expected some");
        for (double value : values)
            if (!Double.isFinite(value))
                throw new IllegalArgumentException("number of a component " + value + ": expected a finite number");
        return new PerComponent(values.clone());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PerComponent of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// 1, or the number of components.
    public int size() {
        return values.length;
    }

    /// That of component i.
    public double at(int i) {
        return values.length == 1 ? values[0] : values[i];
    }

    /// All of them.
    @JsonValue
    public double[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PerComponent that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /// The number, or how many and the first and last of them.
    @Override
    public String toString() {
        return values.length == 1
                ? Double.toString(values[0])
                : "[" + values[0] + " ... " + values[values.length - 1] + "; " + values.length + "]";
    }
}
