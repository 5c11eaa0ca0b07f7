package org.integrand.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command line speaks: results on `out`, everything for people on `err`.
///
/// @param terminal whether a person watches `err`: only then are progress bars drawn
public record Console(PrintStream out, PrintStream err, boolean terminal) {
    /// The process's own streams; the launcher says through the property `integrand.terminal` whether standard
    /// error is a terminal, which Java cannot find out.
    public static Console system() {
        return new Console(
                stream(FileDescriptor.out), stream(FileDescriptor.err), Boolean.getBoolean("integrand.terminal"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
