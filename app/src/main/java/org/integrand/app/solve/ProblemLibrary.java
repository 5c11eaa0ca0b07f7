package org.integrand.app.solve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import org.integrand.app.job.Key;
import org.integrand.app.job.Spelling;
import tools.jackson.databind.node.ObjectNode;

/// The classical problems that are known by name, each a file `problems/<name>.yaml`.
final class ProblemLibrary {
    private static final List<String> NAMES = List.of(
            "arenstorf",
            "bouncing-ball",
            "brusselator",
            "brusselator-1d",
            "duffing",
            "e5",
            "figure-eight",
            "fitzhugh-nagumo",
            "henon-heiles",
            "hires",
            "kepler",
            "lorenz",
            "lotka-volterra",
            "oregonator",
            "pendulum",
            "pleiades",
            "pollution",
            "rigid-body",
            "robertson",
            "roessler",
            "van-der-pol");

    private ProblemLibrary() {}

    /// A problem and what is known about it.
    record Entry(
            @Key("what it is") String title,
            @Key("where it comes from") String source,

            @Key("variables at the end, as known from elsewhere")
            Optional<Map<String, Formula>> reference,

            @Key("the job") SolveJob job) {}

    static List<String> names() {
        return NAMES;
    }

    /// @throws JobException with what was probably meant
    static Entry find(String name) {
        if (!NAMES.contains(name))
            throw new JobException("unknown problem '" + name + "'" + Spelling.hint(name, NAMES));
        try (var in = ProblemLibrary.class.getResourceAsStream("problems/" + name + ".yaml")) {
            if (in == null) throw new IllegalStateException("problem " + name + " has no file");
            var tree = JobFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return JobReader.read((ObjectNode) tree, Entry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
