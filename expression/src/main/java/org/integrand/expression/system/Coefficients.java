package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.Family;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;

/// A number for each variable of a system, as formulas of t and the variables, 0 where nothing is said: such as what
/// one source of noise does to them.
public final class Coefficients {
    private final Graph graph;
    private final EquationSystem rows;
    private final List<Equation> equations;
    private final int[] positions;

    private Coefficients(EquationSystem system, List<Equation> equations, int[] positions) {
        graph = system.graph();
        rows = system.with(equations);
        this.equations = equations;
        this.positions = positions;
    }

    /// Reads formulas by variable, `x`, by family, `u[i]`, and by element, `u[3]`, which stands over its family.
    ///
    /// @param where where the formula of a key stands, for errors
    /// @throws IllegalArgumentException in one line that begins with where the error stands
    public static Coefficients of(EquationSystem system, UnaryOperator<String> where, Map<String, String> formulas) {
        var whole = new HashMap<String, Equation>();
        var elements = new HashMap<String, TreeMap<Integer, Node>>();
        var positions = new TreeSet<Integer>();
        formulas.forEach((key, formula) -> {
            String at = where.apply(key);
            var declaration = Declaration.of(at, key);
            var family = family(system, at, declaration);
            if (isElement(declaration)) {
                int i = index(system, at, family, key);
                elements.computeIfAbsent(family.name(), _ -> new TreeMap<>()).put(i, system.formula(at, formula));
                positions.add(family.position(i));
                return;
            }
            var equation = system.equation(at, family, declaration.index(), formula);
            if (whole.put(family.name(), equation) != null)
                throw new IllegalArgumentException(at + ": " + family.name() + " has a formula already");
            for (int i = family.from(); i <= family.to(); i++) positions.add(family.position(i));
        });
        var all = new ArrayList<Equation>();
        for (var family : system.families()) {
            var equation = whole.get(family.name());
            if (equation == null) equation = system.zero(family);
            addWithout(all, equation, elements.getOrDefault(family.name(), new TreeMap<>()));
        }
        return new Coefficients(
                system, all, positions.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Family family(EquationSystem system, String at, Declaration declaration) {
        String name = declaration.name();
        var family = system.families().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(at + ": there is no equation of " + name));
        boolean single = system.isSingle(family);
        if (single && declaration.index().isPresent())
            throw new IllegalArgumentException(at + ": " + name + " is no family: expected " + name);
        if (!single && declaration.range().isPresent())
            throw new IllegalArgumentException(at + ": expected " + name + "[i] for all elements, or one of them as in "
                    + name + "[" + family.from() + "]");
        return family;
    }

    private static boolean isElement(Declaration declaration) {
        return declaration
                .index()
                .filter(i -> Character.isDigit(i.charAt(0)) || i.charAt(0) == '-')
                .isPresent();
    }

    private static int index(EquationSystem system, String at, Family family, String key) {
        int position = system.position(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        at + ": expected an index of " + family.from() + " ... " + family.to()));
        return family.from() + (position - family.base()) / family.stride();
    }

    /// The equation with other formulas for single elements.
    private static void addWithout(List<Equation> all, Equation equation, SortedMap<Integer, Node> elements) {
        var edges = new TreeMap<>(equation.edges());
        edges.putAll(elements);
        all.add(new Equation(equation.family(), 1, 0, equation.interior(), edges));
        int from = equation.from();
        for (int i : elements.keySet()) {
            if (i < from || i > equation.to()) continue;
            addRange(all, equation, from, i - 1);
            from = i + 1;
        }
        addRange(all, equation, from, equation.to());
    }

    private static void addRange(List<Equation> all, Equation equation, int from, int to) {
        if (from <= to) all.add(new Equation(equation.family(), from, to, equation.interior(), Map.of()));
    }

    /// All numbers, compiled.
    public CompiledFormulas values() {
        return rows.field();
    }

    /// The derivatives by the variables, exact and sparse.
    public Partials partials() {
        return rows.partials();
    }

    /// The positions of the variables that have a formula, in order.
    public int[] positions() {
        return positions.clone();
    }

    /// Whether a formula uses a variable.
    public boolean useVariables() {
        return equations.stream()
                .flatMap(Equation::formulas)
                .anyMatch(formula -> Leaves.any(graph, formula, Leaves::isVariable));
    }

    /// Whether no formula uses another variable than the one it is for.
    public boolean useOwnVariablesOnly() {
        return equations.stream().allMatch(this::usesOwnVariablesOnly);
    }

    private boolean usesOwnVariablesOnly(Equation equation) {
        var family = equation.family();
        boolean edges = equation.edges().entrySet().stream()
                .allMatch(edge -> Leaves.variables(graph, edge.getValue()).stream()
                        .allMatch(leaf -> Leaves.position(leaf, edge.getKey()) == family.position(edge.getKey())));
        return edges
                && (!equation.hasInterior()
                        || Leaves.variables(graph, equation.interior()).stream()
                                .allMatch(leaf -> leaf instanceof Node.Element(int _, var of, int offset)
                                        && of.equals(family)
                                        && offset == 0));
    }
}
