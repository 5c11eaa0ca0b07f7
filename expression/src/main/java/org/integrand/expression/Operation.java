package org.integrand.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a formula may do with numbers: the four operations, the power, and functions of `java.lang.Math`.
public enum Operation {
    ADD(2),
    SUBTRACT(2),
    MULTIPLY(2),
    DIVIDE(2),
    NEGATE(1),
    POW(2),
    SIN(1),
    COS(1),
    TAN(1),
    ASIN(1),
    ACOS(1),
    ATAN(1),
    ATAN2(2),
    SINH(1),
    COSH(1),
    TANH(1),
    EXP(1),
    LOG(1),
    LOG10(1),
    SQRT(1),
    CBRT(1),
    ABS(1),
    SIGN(1),
    FLOOR(1),
    CEIL(1),
    MIN(2),
    MAX(2),
    HYPOT(2);

    private final int arity;

    Operation(int arity) {
        this.arity = arity;
    }

    /// The number of its arguments.
    public int arity() {
        return arity;
    }

    /// Whether a formula writes it by name, `sin(x)`, instead of by a sign.
    boolean isFunction() {
        return switch (this) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE -> false;
            default -> true;
        };
    }

    /// Its name in formulas: `sin`.
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The function of that name.
    static Optional<Operation> function(String name) {
        return Arrays.stream(values())
                .filter(op -> op.isFunction() && op.spelling().equals(name))
                .findFirst();
    }

    /// The names of all functions.
    public static List<String> functions() {
        return Arrays.stream(values())
                .filter(Operation::isFunction)
                .map(Operation::spelling)
                .toList();
    }

    /// Its value, by the very methods that compiled formulas call.
    ///
    /// @param b the second argument; an operation of one argument does not look at it
    double at(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case NEGATE -> -a;
            case POW -> Math.pow(a, b);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TAN -> Math.tan(a);
            case ASIN -> Math.asin(a);
            case ACOS -> Math.acos(a);
            case ATAN -> Math.atan(a);
            case ATAN2 -> Math.atan2(a, b);
            case SINH -> Math.sinh(a);
            case COSH -> Math.cosh(a);
            case TANH -> Math.tanh(a);
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case LOG10 -> Math.log10(a);
            case SQRT -> Math.sqrt(a);
            case CBRT -> Math.cbrt(a);
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case HYPOT -> Math.hypot(a, b);
        };
    }
}
