package org.integrand.engine.run;

/// Hears how far a long computation is. Called often, so it must be cheap and must not throw.
@FunctionalInterface
public interface Progress {
    /// Hears nothing.
    Progress NONE = (_, _) -> {};

    /// @param fraction the part that is done, 0 ... 1
    /// @param state    a few words on what is being done, for people
    void at(double fraction, String state);

    /// This progress as seen by a part of the work: the part's 0 ... 1 becomes `from ... to` of the whole.
    default Progress part(double from, double to) {
        return (fraction, state) -> at(from + fraction * (to - from), state);
    }
}
