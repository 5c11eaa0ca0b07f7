package org.integrand.app.job;

import tools.jackson.databind.node.ObjectNode;

/// What a job gave.
///
/// @param json      every figure, for programs
/// @param text      the same in a few lines, for people
/// @param cancelled whether it was stopped before its end: the result is what was done until then
public record Result(ObjectNode json, String text, boolean cancelled) {
    public static Result of(ObjectNode json, String text) {
        return new Result(json, text, false);
    }
}
