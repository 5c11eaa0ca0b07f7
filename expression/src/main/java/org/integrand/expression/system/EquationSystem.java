package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.expression.Assignment;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.Family;
import org.integrand.expression.FormulaCompiler;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;
import org.integrand.expression.Operation;
import org.integrand.expression.Scope;
import org.integrand.expression.system.Variables.Wanted;

/// y' = f(t, y) read from text: the names of the variables, f compiled, its exact derivative, the initial state.
public final class EquationSystem {
    private static final int MOST = 10_000_000;

    private final Graph graph;
    private final SystemText text;
    private final Names parameters;
    private final Variables variables;
    private final Inputs inputs;
    private final Scope scope;
    private final List<Equation> equations;

    private EquationSystem(SystemText text, List<String> inputNames, boolean interleaved) {
        this.text = text;
        graph = new Graph();
        variables = new Variables(graph, interleaved);
        inputs = new Inputs(graph, variables, inputNames);
        parameters = numbers();
        var open = new Names("parameters", text.parameters(), graph, new Constants(graph), inputs);
        scope = new Names("definitions", text.definitions(), graph, new Overlay(variables, open), inputs);
        equations = new ArrayList<>();
    }

    /// The variables of another system, with other equations of the same graph.
    private EquationSystem(EquationSystem other, List<Equation> equations) {
        graph = other.graph;
        text = other.text;
        variables = other.variables;
        inputs = new Inputs(graph, variables, List.of());
        parameters = other.parameters;
        scope = other.closedScope();
        this.equations = List.copyOf(equations);
    }

    private Names numbers() {
        return new Names("parameters", text.parameters(), graph, new Constants(graph), closed());
    }

    private Scope closedScope() {
        return new Names("definitions", text.definitions(), graph, new Overlay(variables, parameters), closed());
    }

    private Inputs closed() {
        return new Inputs(graph, variables, List.of());
    }

    /// Reads a system.
    ///
    /// @throws IllegalArgumentException in one line that begins with where the error stands: `equations.x: ...`
    public static EquationSystem of(SystemText text) {
        return of(text, List.of(), true);
    }

    /// Reads a system in which some parameters or definitions are inputs of the compiled formulas: these read them
    /// behind the variables, at positions n, n + 1, ... of the state, and the columns from n on of [#partials] are
    /// the derivatives by them.
    ///
    /// @throws IllegalArgumentException as [#of(SystemText)]
    public static EquationSystem of(SystemText text, List<String> inputs) {
        return of(text, inputs, true);
    }

    private static EquationSystem of(SystemText text, List<String> inputs, boolean interleaved) {
        var system = new EquationSystem(text, inputs, interleaved);
        system.read();
        return system;
    }

    private void read() {
        if (text.equations().isEmpty())
            throw new IllegalArgumentException("equations: there are none: expected at least one, as in x: \"-x\"");
        for (String name : text.parameters().keySet()) named("parameters", name);
        for (String name : text.definitions().keySet()) named("definitions", name);
        parameters.check();
        var declarations = text.equations().keySet().stream()
                .map(key -> Declaration.of("equations", key))
                .toList();
        variables.place(declarations.stream().map(this::wanted).toList());
        if (variables.families().size() < declarations.size()) throw twice(declarations);
        for (var family : variables.families()) clash(family.name());
        text.boundary()
                .forEach((key, formula) -> variables.bound(
                        element(key),
                        within("boundary." + key, () -> Names.parse("boundary." + key, formula, graph, scope))));
        if (scope instanceof Names definitions) definitions.check();
        for (var declaration : declarations) equations.add(equation(declaration));
    }

    private Wanted wanted(Declaration declaration) {
        String where = "equations." + declaration.key();
        if (declaration.index().isEmpty()) return new Wanted(declaration.name(), true, 0, 0);
        var range = declaration
                .range()
                .orElseThrow(() -> new IllegalArgumentException(
                        where + ": expected a range, as in " + declaration.name() + "[i=1..10]"));
        int from = whole(where, range.from());
        int to = whole(where, range.to());
        if (to < from || (long) to - from >= MOST)
            throw new IllegalArgumentException(
                    where + ": range " + from + ".." + to + ": expected 1 ... " + MOST + " elements");
        return new Wanted(declaration.name(), false, from, to);
    }

    private Equation equation(Declaration declaration) {
        var family = variables.family(declaration.name()).orElseThrow();
        String formula = text.equations().getOrDefault(declaration.key(), "");
        return equation("equations." + declaration.key(), family, declaration.index(), formula);
    }

    /// Number of variables.
    public int dimension() {
        return variables.dimension();
    }

    /// The families in the order they are written; a single variable is a family of one.
    public List<Family> families() {
        return List.copyOf(variables.families());
    }

    /// Whether a family is a single variable, written without index.
    public boolean isSingle(Family family) {
        return variables.isSingle(family);
    }

    /// The names of all variables by their position in the state: `x`, `u[1]`.
    public List<String> names() {
        String[] names = new String[dimension()];
        for (var family : variables.families())
            for (int i = family.from(); i <= family.to(); i++)
                names[family.position(i)] = isSingle(family) ? family.name() : family.name() + "[" + i + "]";
        return List.of(names);
    }

    /// The same system with its variables in another order.
    ///
    /// @param order of positions: the variable at `order[k]` goes to k
    /// @throws IllegalStateException when there are families, which have an order of their own
    public EquationSystem reordered(int... order) {
        if (!families().stream().allMatch(this::isSingle))
            throw new IllegalStateException("families cannot be reordered");
        var keys = List.copyOf(text.equations().keySet());
        return of(inOrder(Arrays.stream(order).mapToObj(keys::get).toList()));
    }

    /// The same system with its equations in this order, and elements of a family next to each other in the state.
    EquationSystem separated(List<String> keys) {
        return of(inOrder(keys), inputs.names(), false);
    }

    /// The same system with these parameters and definitions as inputs.
    EquationSystem open(List<String> names) {
        return of(text, names, variables.interleaved());
    }

    private SystemText inOrder(List<String> keys) {
        var inOrder = new LinkedHashMap<String, String>();
        for (String key : keys) inOrder.put(key, text.equations().getOrDefault(key, ""));
        return new SystemText(inOrder, text.parameters(), text.definitions(), text.boundary(), text.initial());
    }

    /// The same variables, with other equations made of formulas of this system, in which no inputs are left.
    EquationSystem with(List<Equation> others) {
        return new EquationSystem(this, others);
    }

    /// The formula with what each input stands for in its place.
    Node closed(Node formula) {
        var named = closedScope();
        return graph.replaced(
                formula,
                leaf -> leaf instanceof Node.State state && state.position() >= dimension()
                        ? named.name(inputs.names().get(state.position() - dimension()))
                                .orElseThrow()
                        : leaf);
    }

    /// A formula of t and the variables.
    Node formula(String where, String formula) {
        return within(where, () -> Names.parse(where, formula, graph, scope));
    }

    /// The formula as another right-hand side of a family.
    Equation equation(String where, Family family, Optional<String> index, String formula) {
        var inner = index.map(i -> Overlay.with(i, graph.index(), scope)).orElse(scope);
        return within(where, () -> Equation.of(family, Names.parse(where, formula, graph, inner), variables, graph));
    }

    Equation zero(Family family) {
        return Equation.of(family, graph.number(0), variables, graph);
    }

    SystemText text() {
        return text;
    }

    Graph graph() {
        return graph;
    }

    Inputs inputs() {
        return inputs;
    }

    List<Equation> equations() {
        return equations;
    }

    /// The rows of f from ... to - 1, compiled, for whole families: row `from` goes to `into[0]`.
    CompiledFormulas rows(int from, int to) {
        return new Rows(graph, equations).compiled(from, to);
    }

    /// f, compiled.
    public CompiledFormulas field() {
        return rows(0, dimension());
    }

    /// The derivative of f, exact and sparse.
    public Partials partials() {
        return Partials.of(graph, equations);
    }

    /// df/dt at fixed y, exact; empty where f does not depend on t.
    public Optional<CompiledFormulas> timeDerivative() {
        return new Rows(graph, equations).timeDerivative();
    }

    /// The state at the start.
    ///
    /// @throws IllegalArgumentException naming a variable without a value, or a value without a variable
    public double[] initial() {
        double[] y = new double[dimension()];
        boolean[] given = new boolean[y.length];
        text.initial().forEach((key, formula) -> initial(key, formula, y, given));
        for (int k = 0; k < y.length; k++)
            if (!given[k])
                throw new IllegalArgumentException("initial." + names().get(k) + " is missing: expected a number");
        return y;
    }

    private void initial(String key, String formula, double[] y, boolean[] given) {
        String where = "initial." + key;
        var declaration = Declaration.of("initial", key);
        var family = variables
                .family(declaration.name())
                .orElseThrow(
                        () -> new IllegalArgumentException(where + ": there is no equation of " + declaration.name()));
        var index = declaration.index().filter(i -> !Character.isDigit(i.charAt(0)) && i.charAt(0) != '-');
        var range = index.isEmpty() && declaration.index().isPresent()
                ? List.of(whole(where, declaration.index().get()))
                : java.util.stream.IntStream.rangeClosed(family.from(), family.to())
                        .boxed()
                        .toList();
        var inner = index.map(i -> Overlay.with(i, graph.index(), parameters)).orElse(parameters);
        var value = Names.parse(where, formula, graph, inner);
        for (int i : range) {
            if (!family.has(i))
                throw new IllegalArgumentException(
                        where + ": expected an index of " + family.from() + " ... " + family.to());
            y[family.position(i)] = number(graph.replaced(value, leaf -> variables.at(leaf, i)));
            given[family.position(i)] = true;
            if (!Double.isFinite(y[family.position(i)]))
                throw new IllegalArgumentException(
                        where + ": " + formula + " is " + y[family.position(i)] + ": expected a finite number");
        }
    }

    /// The value of a formula of parameters only.
    ///
    /// @param where where it stands, for errors
    public double constant(String where, String formula) {
        return number(Names.parse(where, formula, graph, parameters));
    }

    /// Formulas of t and the variables, compiled: the k-th goes to `into[k]`.
    ///
    /// @param where where they stand, for errors
    public CompiledFormulas formulas(String where, Map<String, String> formulas) {
        var all = new ArrayList<Assignment>();
        formulas.forEach((key, formula) -> all.add(new Assignment.Single(
                all.size(), within(where + "." + key, () -> Names.parse(where + "." + key, formula, graph, scope)))));
        return FormulaCompiler.compile(graph, all);
    }

    /// The position of a variable: `x`, `u[3]`.
    public Optional<Integer> position(String name) {
        var declaration = Declaration.of("variable", name);
        return variables.family(declaration.name()).flatMap(family -> {
            if (declaration.index().isEmpty() != isSingle(family)) return Optional.empty();
            int i = declaration.index().map(text -> whole(name, text)).orElse(family.from());
            return family.has(i) ? Optional.of(family.position(i)) : Optional.empty();
        });
    }

    private String element(String key) {
        var declaration = Declaration.of("boundary", key);
        String where = "boundary." + key;
        if (variables.family(declaration.name()).filter(f -> !isSingle(f)).isEmpty())
            throw new IllegalArgumentException(where + ": there is no family " + declaration.name());
        String index = declaration
                .index()
                .orElseThrow(() -> new IllegalArgumentException(where + ": expected an element, as in u[0]"));
        return declaration.name() + "[" + whole(where, index) + "]";
    }

    private int whole(String where, String formula) {
        double value = constant(where, formula);
        if (value != Math.rint(value) || Math.abs(value) > 1e9)
            throw new IllegalArgumentException(
                    where + ": index " + formula + " is " + value + ": expected a whole number");
        return (int) value;
    }

    private static double number(Node node) {
        if (node instanceof Node.Number n) return n.value();
        throw new IllegalStateException("a formula of parameters is no number");
    }

    private void named(String where, String name) {
        if (!name.matches("[\\p{L}_][\\p{L}\\d_]*"))
            throw new IllegalArgumentException(where + ": '" + name + "': expected a name of letters, digits and _");
        if (name.equals("t") || Operation.functions().contains(name))
            throw new IllegalArgumentException(where + "." + name + ": the name is taken, expected another one");
    }

    private void clash(String name) {
        named("equations", name);
        for (String other : List.of("parameters", "definitions"))
            if ((other.equals("parameters") ? text.parameters() : text.definitions()).containsKey(name))
                throw new IllegalArgumentException(
                        other + "." + name + ": it is a variable already, expected another name");
        if (text.parameters().keySet().stream().anyMatch(text.definitions()::containsKey))
            throw new IllegalArgumentException("definitions: a name is a parameter already, expected another name");
    }

    private static IllegalArgumentException twice(List<Declaration> declarations) {
        var seen = new java.util.HashSet<String>();
        for (var declaration : declarations)
            if (!seen.add(declaration.name()))
                return new IllegalArgumentException(
                        "equations." + declaration.key() + ": " + declaration.name() + " has an equation already");
        throw new IllegalStateException("no name is there twice");
    }

    /// Puts where a formula stands before what is wrong with its elements.
    private static <T> T within(String where, java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (org.integrand.expression.SyntaxException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(where) || message.matches("(definitions|parameters|boundary)\\..*")
                    ? e
                    : new IllegalArgumentException(where + ": " + message, e);
        }
    }
}
