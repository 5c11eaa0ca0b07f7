package org.integrand.diffusion.usf;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is done after a prediction x_t: the model is asked there, and the step is done again with that value
/// among the points.
///
/// @param start       index of the history where the step is done from, after the new point has become -1
/// @param derivatives of the step that is done again, its order less one
public record Corrector(Kind kind, int start, List<Derivative> derivatives) {
    /// Whether and how.
    public enum Kind {
        /// the prediction stands
        NONE("no_corrector"),
        /// the value at the prediction is kept for later steps: no evaluation more than without
        PSEUDO("pseudo"),
        /// the model is asked again at the corrected state: one evaluation more
        IMPLICIT("implicit");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /// The name in a file.
        public String key() {
            return key;
        }
    }

    /// The prediction stands.
    public static final Corrector NONE = new Corrector(Kind.NONE, 0, List.of());

    public Corrector {
        derivatives = List.copyOf(derivatives);
        if (kind == Kind.NONE) {
            start = 0;
            derivatives = List.of();
        }
    }

    /// The usual one after a predictor: one order more, from the same start, all its points and the new one,
    /// each derivative without relaxation; the new, highest derivative takes the points of the one before.
    public static Corrector after(Kind kind, int start, List<Derivative> predictor) {
        if (kind == Kind.NONE) return NONE;
        List<Derivative> shifted = predictor.stream()
                .map(d -> Derivative.of(Stream.concat(d.points().stream().map(p -> p - 1), Stream.of(-1))
                        .toList()))
                .toList();
        Derivative last = shifted.isEmpty() ? Derivative.of(List.of(-1)) : shifted.getLast();
        return new Corrector(
                kind,
                start - 1,
                Stream.concat(shifted.stream(), Stream.of(last)).toList());
    }

    /// Taylor order of the step that is done again.
    public int order() {
        return derivatives.size() + 1;
    }

    /// Whether there is one.
    public boolean present() {
        return kind != Kind.NONE;
    }

    /// With a relaxation of its first derivative.
    public Corrector with(Relaxation relaxation) {
        if (derivatives.isEmpty()) return this;
        return new Corrector(
                kind,
                start,
                IntStream.range(0, derivatives.size())
                        .mapToObj(k -> k == 0 ? derivatives.get(0).with(relaxation, 0) : derivatives.get(k))
                        .toList());
    }
}
