package org.integrand.diffusion.usf;

import java.util.List;
import java.util.Optional;

/// A schedule as it lies in a file: the solver, where it comes from, and what else the file says.
///
/// @param schedule   the solver
/// @param provenance how it was found
/// @param modelKnobs `skip_coefficients` of the release: factors on the skip connections of the network it was
///     searched for. They change the network, not the solver: kept and reported, never applied
public record ScheduleFile(SolverSchedule schedule, Provenance provenance, List<Double> modelKnobs) {
    /// How a schedule was found; all of it may be unknown.
    ///
    /// @param name         of the schedule
    /// @param model        for which model
    /// @param objective    by which score
    /// @param budget       how many candidates were looked at
    /// @param searchScore  on the noises of the search
    /// @param heldOutScore on others
    public record Provenance(
            Optional<String> name,
            Optional<String> model,
            Optional<String> objective,
            Optional<Long> seed,
            Optional<Long> budget,
            Optional<Double> searchScore,
            Optional<Double> heldOutScore) {
        /// Nothing is known.
        public static final Provenance UNKNOWN = new Provenance(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /// With a name.
        public Provenance named(String other) {
            return new Provenance(Optional.of(other), model, objective, seed, budget, searchScore, heldOutScore);
        }
    }

    public ScheduleFile {
        modelKnobs = List.copyOf(modelKnobs);
    }

    /// A solver of which no more is known.
    public ScheduleFile(SolverSchedule schedule) {
        this(schedule, Provenance.UNKNOWN, List.of());
    }

    /// The schedule of a text: an object with the keys of the release, and ours.
    /// @throws IllegalArgumentException when it is none; the message names the place, the value, and what was
    ///     expected
    public static ScheduleFile read(String json) {
        return ScheduleReader.read(json);
    }

    /// As JSON, a member a line.
    public String write() {
        return ScheduleText.of(this);
    }
}
