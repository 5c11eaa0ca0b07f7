package org.integrand.app.solve;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.integrand.app.job.JobException;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.SystemText;

/// A system of equations with some of its parameters as variables behind the others, their derivatives
/// 0: so that the exact derivatives of the equations include those with respect to the parameters.
///
/// Parameters that are formulas of these become definitions.
///
/// @param text    the system as it is written
/// @param chosen  the parameters
/// @param derived parameters that depend on them
record ParametricText(SystemText text, List<String> chosen, Set<String> derived) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\d_]*");

    /// @throws JobException when a parameter decides how many equations there are
    static ParametricText of(SystemText text, List<String> chosen) {
        var derived = new LinkedHashSet<String>();
        boolean more = true;
        while (more) {
            more = false;
            for (var parameter : text.parameters().entrySet())
                if (!chosen.contains(parameter.getKey())
                        && (uses(parameter.getValue(), chosen) || uses(parameter.getValue(), derived)))
                    more |= derived.add(parameter.getKey());
        }
        var parametric = new ParametricText(text, List.copyOf(chosen), derived);
        for (String key : text.equations().keySet())
            if (key.contains("=") && parametric.depends(key.substring(key.indexOf('='))))
                throw new JobException("sensitivity.to: equations." + key
                        + ": a parameter decides how many equations there are: expected others");
        return parametric;
    }

    private static boolean uses(String formula, Iterable<String> names) {
        var found = new LinkedHashSet<String>();
        NAME.matcher(formula).results().forEach(match -> found.add(match.group()));
        for (String name : names) if (found.contains(name)) return true;
        return false;
    }

    /// Whether a formula depends on one of the parameters.
    boolean depends(String formula) {
        return uses(formula, chosen) || uses(formula, derived);
    }

    /// A name that nothing has.
    String unused(String like) {
        String name = like;
        while (mentions(name)) name += "_";
        return name;
    }

    private boolean mentions(String name) {
        return List.of(text.equations(), text.parameters(), text.definitions(), text.boundary(), text.initial())
                .stream()
                .flatMap(part -> part.entrySet().stream())
                .anyMatch(entry -> uses(entry.getKey() + " " + entry.getValue(), List.of(name)));
    }

    /// The equations with the parameters behind them and, last, a variable more whose derivative is
    /// `formula`.
    EquationSystem extended(String last, String formula) {
        var equations = new LinkedHashMap<>(text.equations());
        chosen.forEach(name -> equations.put(name, "0"));
        equations.put(last, formula);
        var definitions = new LinkedHashMap<>(text.definitions());
        derived.forEach(name -> definitions.put(name, text.parameters().getOrDefault(name, "")));
        return EquationSystem.of(new SystemText(equations, rest(), definitions, text.boundary(), Map.of()));
    }

    /// A formula of parameters as the one variable before the parameters; a family where the formula
    /// has an index.
    EquationSystem initial(String name, String formula) {
        var equations = new LinkedHashMap<String, String>();
        equations.put(name, formula);
        chosen.forEach(parameter -> equations.put(parameter, "0"));
        var definitions = new LinkedHashMap<String, String>();
        derived.forEach(
                parameter -> definitions.put(parameter, text.parameters().getOrDefault(parameter, "")));
        return EquationSystem.of(new SystemText(equations, rest(), definitions, Map.of(), Map.of()));
    }

    private Map<String, String> rest() {
        var parameters = new LinkedHashMap<>(text.parameters());
        parameters.keySet().removeAll(chosen);
        parameters.keySet().removeAll(derived);
        return parameters;
    }
}
