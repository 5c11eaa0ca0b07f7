package org.integrand.app.cli;

import org.integrand.app.Version;

/// Runs one command line.
public final class Cli {
    private final Console console;

    public Cli(Console console, Interrupt interrupt) {
        this.console = console;
    }

    /// @return the exit code
    public int run(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            console.out().println("integrand " + Version.integrand() + ", " + Version.java());
            return 0;
        }
        if (arguments.length > 0 && arguments[0].equals("rehearse")) return 0;
        console.err().println("integrand: no such command");
        return 2;
    }
}
