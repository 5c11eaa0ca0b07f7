package org.integrand.app.job;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How the types of keys are called when people read them.
final class JobTypes {
    private JobTypes() {}

    /// `a whole number`, `a list of numbers`, `one of noise, data`.
    static String expected(Type type) {
        if (type instanceof ParameterizedType p) {
            var of = p.getActualTypeArguments()[0];
            if (p.getRawType() == Map.class) return "an object, each " + expected(p.getActualTypeArguments()[1]);
            return p.getRawType() == List.class ? "a list, each " + expected(of) : expected(of);
        }
        if (type == int.class || type == long.class || type == OptionalInt.class) return "a whole number";
        if (type == double.class || type == OptionalDouble.class) return "a number";
        if (type == boolean.class) return "true or false";
        if (type == String.class) return "text";
        if (type == Formula.class) return "a number or a formula";
        if (type == PerName.class) return "a number, or an object with one for each name";
        if (type == double[].class) return "a list of numbers";
        if (type == int[].class) return "a list of whole numbers";
        if (type == double[][].class) return "a list of lists of numbers";
        if (type instanceof Class<?> c && c.isEnum()) return "one of " + String.join(", ", names(c));
        if (type instanceof Class<?> c && c.isAnnotationPresent(Choice.class))
            return "one of " + String.join(", ", Choices.of(c).names()) + ", or an object with its "
                    + c.getAnnotation(Choice.class).by();
        return "an object";
    }

    /// The constants of an enum as a job spells them.
    static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
