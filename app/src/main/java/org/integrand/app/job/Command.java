package org.integrand.app.job;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One command of the program: a job's record and what it does. Commands know nothing of command lines; whoever
/// has a job (a command line, a file, a request) hands it over.
///
/// @param <J> the job
public interface Command<J extends Record> {
    /// The name: `sample`.
    String name();

    /// What it does, in one sentence.
    String summary();

    /// A command line worth trying.
    String example();

    /// The job's record, every component with a `Key`.
    Class<J> job();

    /// Options of the command line that stand for keys.
    List<Shortcut> shortcuts();

    /// A job's tree with names from elsewhere put into the program's own words; it may be changed in place.
    default ObjectNode translated(ObjectNode job) {
        return job;
    }

    /// Checks the job against everything that can be known before the work starts, and returns the work.
    ///
    /// @throws IllegalArgumentException when the job cannot be run as it is written
    /// @throws Failure when something in its way fails, for example a folder that is not writable
    Work prepare(J job);

    /// Work that is ready to start.
    @FunctionalInterface
    interface Work {
        /// @throws Failure in one clear line
        Result run(Run run);
    }
}
