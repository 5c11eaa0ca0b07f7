package org.integrand.app.job;

import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// What work is given besides its job: somebody who hears of its progress, and a way to be stopped.
///
/// @param reports whether a job that names no folder gets a report all the same, in a new folder
public record Run(Progress progress, Cancellation cancellation, boolean reports) {
    /// Unattended: nobody listens, nobody stops it, files only where the job says so.
    public static final Run UNATTENDED = new Run(Progress.NONE, Cancellation.NONE, false);
}
