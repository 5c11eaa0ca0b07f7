/// The program: jobs, reports, command line. Read `Main`, then `cli.Cli`; what a command can be told is in
/// `job`.
@NullMarked
package org.integrand.app;

import org.jspecify.annotations.NullMarked;
