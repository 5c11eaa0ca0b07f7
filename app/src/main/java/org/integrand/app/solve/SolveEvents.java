package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Spelling;
import org.integrand.engine.event.Event;
import org.integrand.engine.event.EventAction;
import org.integrand.expression.system.EquationSystem;

/// The events of a job, compiled.
final class SolveEvents {
    private SolveEvents() {}

    /// @throws IllegalArgumentException in one line that begins with where the error stands: `events[0].when: ...`
    static List<Event<double[]>> of(List<EventSpec> specs, EquationSystem system, SolveTimes times) {
        var events = new ArrayList<Event<double[]>>();
        for (int k = 0; k < specs.size(); k++) events.add(event(system, "events[" + k + "]", specs.get(k), times));
        return List.copyOf(events);
    }

    private static Event<double[]> event(EquationSystem system, String where, EventSpec spec, SolveTimes times) {
        var when = system.formulas(where, Map.of("when", spec.when().text()));
        double[] g = new double[1];
        return new Event<>(
                spec.name().orElse(spec.when().text()),
                (t, y) -> {
                    when.evaluate(t, y, g);
                    return g[0];
                },
                spec.direction(),
                spec.terminal() ? new EventAction.Stop<>() : action(system, where + ".set", spec.set()),
                spec.checkInterval()
                        .map(interval -> times.length(where + ".checkInterval", interval))
                        .orElse(Double.POSITIVE_INFINITY));
    }

    private static EventAction<double[]> action(
            EquationSystem system, String where, Optional<Map<String, Formula>> set) {
        if (set.isEmpty()) return new EventAction.Note<>();
        var formulas = SolveJob.texts(set.get());
        int[] positions = formulas.keySet().stream()
                .mapToInt(name -> system.position(name)
                        .orElseThrow(() -> new JobException(where + "." + name + ": there is no such variable"
                                + Spelling.hint(name, some(system)))))
                .toArray();
        var compiled = system.formulas(where, formulas);
        double[] values = new double[positions.length];
        return new EventAction.Reset<>((t, y) -> {
            compiled.evaluate(t, y, values);
            for (int k = 0; k < values.length; k++) y[positions[k]] = values[k];
        });
    }

    private static List<String> some(EquationSystem system) {
        return system.names().stream().limit(20).toList();
    }
}
