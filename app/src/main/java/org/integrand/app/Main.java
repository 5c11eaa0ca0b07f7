package org.integrand.app;

import java.nio.file.Path;
import org.integrand.app.cli.Cli;
import org.integrand.app.cli.Console;
import org.integrand.app.cli.Interrupt;

/// Entry point of `./integrand`.
public final class Main {
    private Main() {}

    /// Runs one command line and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage, 130
    /// interrupted.
    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("rehearse")) System.exit(Rehearsal.run(Path.of(arguments[1])));
        var interrupt = Interrupt.install();
        int code = new Cli(Commands.all(), Console.system(), interrupt).run(arguments);
        interrupt.finished();
        System.exit(code);
    }
}
