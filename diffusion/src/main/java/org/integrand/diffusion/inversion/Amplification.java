package org.integrand.diffusion.inversion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Plan;

/// How much rounding errors grow when a plan is undone, estimated before anything is run: every sum in
/// place x = c x + ... divides by c when it is undone, so an error made on the way back grows by the
/// product of 1 / |c| over what is left of it; the largest such product is taken. For the family of
/// two-step samplers ([Bidirectional]) this is their second solution, gamma^-(N - 1) for BDIA.
///
/// @param factor >= 1
public record Amplification(double factor) {
    /// Unit roundoff of double precision.
    public static final double DOUBLE = 0x1p-53;
    /// Unit roundoff of single precision.
    public static final double FLOAT = 0x1p-24;
    /// Above this expected error a round trip is no longer called exact.
    public static final double WORTH_A_WARNING = 1e-3;

    /// That of a plan.
    /// @throws IllegalArgumentException when the plan cannot be undone
    public static Amplification of(Plan plan) {
        double left = 0;
        double largest = 0;
        for (List<Reversal.Move> step : Reversal.of(plan))
            for (Reversal.Move move : step.reversed())
                if (move instanceof Reversal.Undo(var sum)) {
                    left -= Math.log(smallest(sum));
                    largest = Math.max(largest, left);
                }
        return new Amplification(Math.exp(largest));
    }

    private static double smallest(Instruction sum) {
        return switch (sum) {
            case Combine what -> Math.abs(PlanInverse.own(what));
            case Affine what ->
                what.parts().stream()
                        .filter(part -> part.register().equals(what.into()))
                        .flatMapToDouble(part -> Arrays.stream(part.factor().values()))
                        .map(Math::abs)
                        .min()
                        .orElseThrow();
            default -> throw new IllegalStateException(sum + " is no sum");
        };
    }

    /// The relative error of a round trip to expect.
    ///
    /// @param roundoff of the arithmetic, [#DOUBLE] or [#FLOAT] for example
    public double error(double roundoff) {
        return roundoff * factor;
    }

    /// One line that says so when the error to expect is above [#WORTH_A_WARNING].
    public Optional<String> warning(double roundoff) {
        double error = error(roundoff);
        if (!(error > WORTH_A_WARNING)) return Optional.empty();
        return Optional.of(String.format(
                Locale.ROOT,
                "undoing amplifies rounding by %.2g: expect a relative error of about %.1g; a gamma nearer to 1, fewer"
                        + " steps, or mode fixed, buffered or double-double keep it small",
                factor,
                error));
    }
}
