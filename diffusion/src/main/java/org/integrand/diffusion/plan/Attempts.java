package org.integrand.diffusion.plan;

import java.util.List;
import java.util.Optional;
import org.integrand.diffusion.model.Prediction;

/// A sampler that chooses its steps by their error, while it runs: it emits the same instructions as a plan
/// has, one attempt at a time. An attempt leaves two solutions of different order in [#LOW] and [#HIGH];
/// when accepted, the sample becomes the higher one.
public interface Attempts {
    /// The solution of lower order.
    Register LOW = new Register(Register.Role.STAGE, 1);
    /// The solution of higher order.
    Register HIGH = new Register(Register.Role.STAGE, 2);
    /// What the error is measured against besides the new solution: the start, then the lower solution of
    /// the last accepted step.
    Register PREVIOUS = new Register(Register.Role.STATE, 1);

    /// What it is, for people.
    String sampler();

    /// What the evaluation registers hold.
    Prediction prediction();

    /// All registers in use besides `x`, `LOW`, `HIGH` and `PREVIOUS`.
    List<Register> registers();

    /// The next attempt, from where the sample is; empty at the end.
    Optional<Step> next();

    /// Whether the attempt repeats one from the same start, and the evaluation there, its first
    /// instruction, need not be made again.
    boolean startKnown();

    /// Whether the last attempt is accepted.
    ///
    /// @param error its scaled error, 1 is what the tolerance allows
    /// @throws ArithmeticException when the error is not finite, the step has become too small or the
    ///     attempts too many
    boolean judge(double error);

    /// How much of the way is done, 0 ... 1.
    double progress();
}
