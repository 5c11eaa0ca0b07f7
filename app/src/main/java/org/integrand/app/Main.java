package org.integrand.app;

import org.integrand.app.cli.Cli;
import org.integrand.app.cli.Console;
import org.integrand.app.cli.Interrupt;

/// Entry point of `./integrand`.
public final class Main {
    private Main() {}

    /// Runs one command line and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage, 130
    /// interrupted.
    public static void main(String[] arguments) {
        var interrupt = Interrupt.install();
        int code = new Cli(Commands.all(), Console.system(), interrupt).run(arguments);
        interrupt.finished();
        System.exit(code);
    }
}
