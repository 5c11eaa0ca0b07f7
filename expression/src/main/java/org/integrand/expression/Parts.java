package org.integrand.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.integrand.expression.Assignment.Loop;
import org.integrand.expression.Assignment.Single;
import org.integrand.expression.Node.Call;

/// Formulas cut into methods. The Java machine optimises methods up to 8,000 bytes and only interprets longer ones, so
/// a long system becomes several; what one computes and another needs goes through a shared array, and nothing is
/// computed twice.
///
/// @param methods the statements of each method, in the order in which they run
/// @param slots   places in the shared array, by the node's id
record Parts(List<List<Statement>> methods, Map<Integer, Integer> slots) {
    /// nodes in a method; each takes at most about twelve bytes
    private static final int MOST = 500;

    /// a formula of more nodes than this is computed in pieces, where methods have to be cut
    private static final int PIECE = 100;

    static Parts of(List<Assignment> assignments) {
        var singles = new ArrayList<Single>();
        var loops = new ArrayList<Loop>();
        for (var assignment : assignments) {
            switch (assignment) {
                case Single single -> singles.add(single);
                case Loop loop -> loops.add(loop);
            }
        }
        var cut = new Cut(Uses.of(assignments.stream().flatMap(Uses::formulas).toList(), _ -> false));
        if (cut.uses.nodes() <= MOST) {
            singles.forEach(single -> cut.statements.add(new Statement.Output(single)));
            if (!singles.isEmpty()) cut.end();
        } else {
            singles.forEach(cut::output);
            for (var loop : loops) for (var each : loop.each()) cut.invariants(each.formula());
            cut.end();
        }
        loops.forEach(cut::loop);
        return new Parts(cut.methods, cut.slots());
    }

    int slot(Node node) {
        return slots.getOrDefault(node.id(), -1);
    }

    /// The nodes that a method finds in the shared array.
    IntPredicate foreign(List<Statement> method) {
        var own = new HashSet<Integer>();
        for (var statement : method) if (statement instanceof Statement.Value(var formula)) own.add(formula.id());
        return id -> slots.containsKey(id) && !own.contains(id);
    }

    private static final class Cut {
        private final Uses uses;
        private final List<List<Statement>> methods = new ArrayList<>();
        private final List<Statement> statements = new ArrayList<>();
        /// the method that computes a node which is a statement
        private final Map<Integer, Integer> home = new HashMap<>();
        private final Map<Integer, Boolean> varying = new HashMap<>();
        private int size;

        Cut(Uses uses) {
            this.uses = uses;
        }

        void output(Single single) {
            int more = visit(single.formula());
            add(new Statement.Output(single), more);
        }

        /// The nodes that are left of a formula where everything computed before is one; on the way, what is used
        /// several times and what is long become statements.
        private int visit(Node node) {
            if (!(node instanceof Call call) || home.containsKey(node.id())) return 1;
            int left = 1;
            for (var argument : call.arguments()) left += visit(argument);
            if (left <= PIECE && !uses.several(node)) return left;
            value(node, left);
            return 1;
        }

        private void value(Node node, int left) {
            add(new Statement.Value(node), left);
            home.put(node.id(), methods.size());
        }

        private void add(Statement statement, int more) {
            if (size + more > MOST) end();
            statements.add(statement);
            size += more + 1;
        }

        void end() {
            if (!statements.isEmpty()) methods.add(List.copyOf(statements));
            statements.clear();
            size = 0;
        }

        /// The largest parts of a loop's formula that do not depend on its index.
        void invariants(Node node) {
            if (!(node instanceof Call call)) return;
            if (varies(node)) {
                for (var argument : call.arguments()) invariants(argument);
                return;
            }
            int left = visit(node);
            if (!home.containsKey(node.id())) value(node, left);
        }

        private boolean varies(Node node) {
            var present = varying.get(node.id());
            if (present != null) return present;
            boolean varies = switch (node) {
                case Node.Index _, Node.Element _ -> true;
                case Call call -> varies(call.first()) || (call.arguments().size() > 1 && varies(call.last()));
                case Node.Number _, Node.Time _, Node.State _ -> false;
            };
            varying.put(node.id(), varies);
            return varies;
        }

        /// A loop has a method of its own, a long one several.
        void loop(Loop loop) {
            var group = new ArrayList<Assignment.Each>();
            int nodes = 0;
            for (var each : loop.each()) {
                int more = Uses.of(List.of(each.formula()), home::containsKey).nodes();
                if (!group.isEmpty() && nodes + more > MOST) {
                    methods.add(List.of(new Statement.Rounds(new Loop(loop.from(), loop.to(), List.copyOf(group)))));
                    group.clear();
                    nodes = 0;
                }
                group.add(each);
                nodes += more;
            }
            methods.add(List.of(new Statement.Rounds(new Loop(loop.from(), loop.to(), List.copyOf(group)))));
        }

        /// Places for what is computed in one method and used in another.
        Map<Integer, Integer> slots() {
            var slots = new HashMap<Integer, Integer>();
            for (int m = 0; m < methods.size(); m++) {
                int method = m;
                var roots = methods.get(m).stream()
                        .flatMap(statement -> statement.formulas().stream())
                        .toList();
                IntPredicate elsewhere = id -> home.getOrDefault(id, method) != method;
                for (int id : Uses.of(roots, elsewhere).counts().keySet())
                    if (elsewhere.test(id)) slots.putIfAbsent(id, slots.size());
            }
            return slots;
        }
    }
}
