package org.integrand.diffusion.usf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The solver schedules that come with the program: resources `schedules/NAME.json` beside this class.
public final class ShippedSchedules {
    private ShippedSchedules() {}

    /// The schedule of a name such as `digits-s3-5`, if there is one.
    public static Optional<ScheduleFile> find(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) return Optional.empty();
        try (InputStream in = ShippedSchedules.class.getResourceAsStream("schedules/" + name + ".json")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ScheduleFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("schedule " + name + ": " + e.getMessage(), e);
        }
    }
}
