/// The command line. `Cli` turns arguments into one job and runs it; everything that commands share (options,
/// exit codes, progress, Ctrl-C) lives here, what a command computes does not.
@NullMarked
package org.integrand.app.cli;

import org.jspecify.annotations.NullMarked;
