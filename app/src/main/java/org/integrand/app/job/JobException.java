package org.integrand.app.job;

/// A job that cannot be run as it is written. The message is one line: which key, which value, what was
/// expected.
public final class JobException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public JobException(String message) {
        super(message);
    }

    /// What the record at `path` says about itself, with its keys counted from the top of the job.
    static JobException at(String path, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return new JobException(path.isEmpty() ? message : path + "." + message);
    }
}
