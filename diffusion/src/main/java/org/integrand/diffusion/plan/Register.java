package org.integrand.diffusion.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A named place for one state: `x` the sample, `u` a stage inside a step, `m0`, `m1`, ... evaluations of
/// the model, `z` noise.
///
/// @param index 0 for the first of its role
public record Register(Role role, int index) {
    /// What a register is for.
    public enum Role {
        STATE('x'),
        STAGE('u'),
        EVALUATION('m'),
        NOISE('z');

        private final char letter;

        Role(char letter) {
            this.letter = letter;
        }
    }

    /// The sample itself: given to a plan, and its result.
    public static final Register X = new Register(Role.STATE, 0);
    /// A stage inside a step.
    public static final Register U = new Register(Role.STAGE, 0);
    /// Noise.
    public static final Register Z = new Register(Role.NOISE, 0);

    public Register {
        if (index < 0 || index > 999)
            throw new IllegalArgumentException("register " + role + " " + index + ": expected an index of 0 ... 999");
    }

    /// The k-th sample: `x`, `x1`, ...
    public static Register state(int k) {
        return new Register(Role.STATE, k);
    }

    /// The k-th evaluation register.
    public static Register evaluation(int k) {
        return new Register(Role.EVALUATION, k);
    }

    /// The register of a name such as `x`, `x1`, `u` or `m0`.
    @JsonCreator
    public static Register named(String name) {
        for (Role role : Role.values()) {
            if (name.isEmpty() || name.charAt(0) != role.letter) continue;
            String digits = name.substring(1);
            if (digits.isEmpty() && role != Role.EVALUATION) return new Register(role, 0);
            if (digits.matches("0|[1-9][0-9]{0,2}")) {
                var register = new Register(role, Integer.parseInt(digits));
                if (register.toString().equals(name)) return register;
            }
        }
        throw new IllegalArgumentException("unknown register '" + name + "': expected x, u, z, m0, m1, ...");
    }

    /// This register times a number.
    public Term times(double coefficient) {
        return new Term(this, coefficient);
    }

    /// The name.
    @JsonValue
    @Override
    public String toString() {
        return index == 0 && role != Role.EVALUATION
                ? String.valueOf(role.letter)
                : role.letter + Integer.toString(index);
    }
}
