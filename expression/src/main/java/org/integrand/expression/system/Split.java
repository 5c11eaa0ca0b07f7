package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.integrand.expression.Node;

/// f = chosen + rest, both with the variables of f. A term of an equation is chosen by its names: that of the
/// variable chooses the whole equation, that of a definition or a parameter each term that uses it.
///
/// @param chosen y' = the terms that were named
/// @param rest   y' = the others
public record Split(EquationSystem chosen, EquationSystem rest) {
    /// @param where where the names stand, for errors
    /// @throws IllegalArgumentException for a name that is none, or one that no equation uses
    public static Split of(EquationSystem system, String where, List<String> names) {
        if (names.isEmpty()) throw new IllegalArgumentException(where + ": expected at least one name");
        var variables = new ArrayList<String>();
        var inputs = new ArrayList<String>();
        for (String name : names) {
            if (system.families().stream().anyMatch(family -> family.name().equals(name))) variables.add(name);
            else if (named(system).contains(name)) inputs.add(name);
            else
                throw new IllegalArgumentException(
                        where + ": there is no '" + name + "': expected one of " + String.join(", ", all(system)));
        }
        for (String input : inputs) requireUsed(system, where, input);
        var open = system.open(inputs);
        Predicate<Node> uses = open.inputs()::isUsedBy;
        var chosen = new ArrayList<Equation>();
        var rest = new ArrayList<Equation>();
        for (var equation : open.equations()) {
            boolean whole = variables.contains(equation.family().name());
            chosen.add(part(open, equation, term -> whole || uses.test(term)));
            rest.add(part(open, equation, term -> !whole && !uses.test(term)));
        }
        return new Split(open.with(chosen), open.with(rest));
    }

    private static Equation part(EquationSystem open, Equation equation, Predicate<Node> wanted) {
        return equation.changed(
                formula -> open.closed(Summands.sum(Summands.of(formula, open.graph()), wanted, open.graph())));
    }

    private static void requireUsed(EquationSystem system, String where, String input) {
        var alone = system.open(List.of(input));
        boolean used = alone.equations().stream().flatMap(Equation::formulas).anyMatch(alone.inputs()::isUsedBy);
        if (!used) throw new IllegalArgumentException(where + ": no equation uses " + input);
    }

    private static Collection<String> named(EquationSystem system) {
        var all = new TreeSet<>(system.text().parameters().keySet());
        all.addAll(system.text().definitions().keySet());
        return all;
    }

    private static Collection<String> all(EquationSystem system) {
        var all = new ArrayList<String>();
        system.families().forEach(family -> all.add(family.name()));
        all.addAll(named(system));
        return all;
    }
}
