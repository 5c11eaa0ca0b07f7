package org.integrand.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Which Integrand this is, and what it runs on.
public final class Version {
    private Version() {}

    /// The version of the build, for example `0.1.0`.
    public static String integrand() {
        try (var in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"), "version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Java that runs, for example `Java 25.0.3 (Eclipse Adoptium)`.
    public static String java() {
        return "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }
}
