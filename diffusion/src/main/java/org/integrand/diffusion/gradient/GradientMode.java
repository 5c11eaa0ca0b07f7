package org.integrand.diffusion.gradient;

/// How the states that the way back needs are got. All modes give the exact gradient of what the plan computes.
///
/// | mode | states kept | asks of the model beside the forward run |
/// |---|---|---|
/// | [Tape] | one an evaluation | a product with J^T an evaluation |
/// | [Checkpointed] | those of k steps | the same, and steps made again |
/// | [Reversible] | two or three | the same, and every evaluation once more |
///
/// Of what a network computes inside its evaluations the tape keeps as much as it is allowed to, the reversible mode
/// that of one evaluation.
public sealed interface GradientMode {
    /// Keeps the input of every evaluation, and of the first ones what networks keep for the way back ([Pullback]),
    /// as long as it fits: the others are made again on the way back. The gradient is the same, bit for bit.
    ///
    /// @param most bytes that networks may keep, beside the inputs
    record Tape(long most) implements GradientMode {
        public Tape {
            if (most < 0) throw new IllegalArgumentException("tape of " + most + " bytes: expected at least 0");
        }

        @Override
        public String toString() {
            return most == MOST ? "tape" : "tape (" + (most >> 20) + " MiB)";
        }
    }

    /// Keeps what is in the registers at the start of at most `slots` steps, and makes the steps between again, as
    /// seldom as these allow: with r forward sweeps k slots serve C(k + r, r) steps. Bit-equal to the tape. A
    /// stochastic plan needs a source of noise that gives a draw again when it is asked again.
    ///
    /// @param slots k, at least 1
    record Checkpointed(int slots) implements GradientMode {
        public Checkpointed {
            if (slots < 1) throw new IllegalArgumentException("slots " + slots + ": expected at least 1");
        }

        @Override
        public String toString() {
            return "checkpointed (" + slots + ")";
        }
    }

    /// Undoes the steps one by one on the way back, for plans that can be undone (BDIA, O-BELM, leapfrog, EDICT). Exact
    /// up to rounding, which grows as `Amplification` says.
    record Reversible() implements GradientMode {
        @Override
        public String toString() {
            return "reversible";
        }
    }

    /// What networks may keep when nothing else is said: 512 MiB.
    long MOST = 512L << 20;

    /// The tape.
    static GradientMode tape() {
        return new Tape(MOST);
    }

    /// The tape with so many bytes for what networks keep.
    static GradientMode tape(long most) {
        return new Tape(most);
    }

    /// Binomial checkpoints.
    static GradientMode checkpointed(int slots) {
        return new Checkpointed(slots);
    }

    /// By the inverse of the plan.
    static GradientMode reversible() {
        return new Reversible();
    }
}
