package org.integrand.engine.solve;

import java.util.List;

/// Where a solve stands, complete: a solver with the same problem, method, tolerance, controller and
/// events goes on from it ([Solver#resume]) with the very numbers of a solve that was never
/// interrupted. Lists and numbers only, so that it is easily written to a file; doubles must come back
/// bit for bit (`Double.toString` and `parseDouble` do that).
///
/// @param method     name of the method
/// @param t          the time reached
/// @param states     what the method remembers, the state at `t` first
/// @param numbers    what else the method remembers
/// @param controller what the controller remembers
/// @param events     what the events remember, four numbers each
/// @param done       what was done until here
public record Checkpoint<Y>(
        String method,
        double t,
        List<Y> states,
        List<Double> numbers,
        List<Double> controller,
        List<Double> events,
        Statistics done) {
    public Checkpoint {
        states = List.copyOf(states);
        numbers = List.copyOf(numbers);
        controller = List.copyOf(controller);
        events = List.copyOf(events);
    }
}
