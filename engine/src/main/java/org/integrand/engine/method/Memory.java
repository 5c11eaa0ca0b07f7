package org.integrand.engine.method;

import java.util.List;

/// What a stepper must remember to go on bit for bit: states, the current one first, and numbers.
///
/// @param states  owned by the stepper where it gives them: copy them to keep them
/// @param numbers whatever else it needs
public record Memory<Y>(List<Y> states, List<Double> numbers) {
    /// Of a one-step method, which needs the current state only.
    public static <Y> Memory<Y> of(Y state) {
        return new Memory<>(List.of(state), List.of());
    }
}
