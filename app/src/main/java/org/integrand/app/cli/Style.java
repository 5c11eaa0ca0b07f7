package org.integrand.app.cli;

/// How results are shown.
///
/// @param json    one JSON object on standard output and nothing else there
/// @param quiet   no progress and no remarks
/// @param verbose stack traces with errors
record Style(boolean json, boolean quiet, boolean verbose) {}
