package org.integrand.app.cli;

import java.util.List;

/// An option of a command line.
///
/// @param name    with its dashes
/// @param label   what its value is called in the help; empty: the option is a switch
/// @param meaning one sentence
/// @param often   whether it may be given several times
record Option(String name, String label, String meaning, boolean often) {
    /// The options that all commands have.
    static final List<Option> COMMON = List.of(
            new Option("--set", "KEY=VALUE", "sets one key of the job: --set grid.steps=20; may be repeated", true),
            toggle("--json", "one JSON object on standard output, everything else on standard error"),
            toggle("--quiet", "no progress, no remarks"),
            toggle("--verbose", "stack traces with errors"),
            toggle("--help", "shows this"));

    static Option of(String name, String label, String meaning) {
        return new Option(name, label, meaning, false);
    }

    private static Option toggle(String name, String meaning) {
        return new Option(name, "", meaning, false);
    }

    boolean takesValue() {
        return !label.isEmpty();
    }
}
