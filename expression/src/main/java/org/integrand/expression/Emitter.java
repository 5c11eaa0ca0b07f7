package org.integrand.expression;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.integrand.expression.Node.Call;

/// Writes the bytecode of one static method (double t, double[] y, double[] into, double[] shared).
final class Emitter {
    private static final int TIME = 0;
    private static final int STATE = 2;
    private static final int INTO = 3;
    private static final int SHARED = 4;
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc ONE = MethodTypeDesc.of(CD_double, CD_double);
    private static final MethodTypeDesc TWO = MethodTypeDesc.of(CD_double, CD_double, CD_double);

    private final CodeBuilder code;
    private final Parts parts;
    private final IntPredicate foreign;
    private final Uses uses;
    /// local variables of values that are there already, by node
    private final Map<Integer, Integer> kept = new HashMap<>();

    private int index = -1; // local variable of a loop's index

    /// @param method the statements that it is to run
    Emitter(CodeBuilder code, Parts parts, List<Statement> method) {
        this.code = code;
        this.parts = parts;
        foreign = parts.foreign(method);
        uses = Uses.of(
                method.stream()
                        .flatMap(statement -> statement.formulas().stream())
                        .toList(),
                foreign);
    }

    void write(Statement statement) {
        switch (statement) {
            case Statement.Value(var formula) -> share(formula);
            case Statement.Output(var single) -> assign(single);
            case Statement.Rounds(var loop) -> loop(loop);
        }
    }

    private void share(Node formula) {
        int slot = parts.slot(formula);
        if (slot < 0) {
            value(formula); // used again in this method only, so it stays in a local variable
            code.pop2();
            return;
        }
        code.aload(SHARED).loadConstant(slot);
        value(formula);
        code.dastore();
    }

    private void assign(Assignment.Single single) {
        code.aload(INTO).loadConstant(single.place());
        value(single.formula());
        code.dastore();
    }

    private void loop(Assignment.Loop loop) {
        var invariants = new Invariants();
        for (var each : loop.each()) invariants.find(each.formula());
        index = code.allocateLocal(TypeKind.INT);
        code.loadConstant(loop.from()).istore(index);
        var head = code.newLabel();
        var end = code.newLabel();
        code.labelBinding(head).iload(index).loadConstant(loop.to()).if_icmpgt(end);
        for (var each : loop.each()) {
            code.aload(INTO);
            place(each.place(), each.stride());
            value(each.formula());
            code.dastore();
        }
        code.iinc(index, 1).goto_(head).labelBinding(end);
    }

    /// base + stride i
    private void place(int base, int stride) {
        code.iload(index);
        if (stride != 1) code.loadConstant(stride).imul();
        if (base != 0) code.loadConstant(base).iadd();
    }

    /// Puts a value on the stack.
    private void value(Node node) {
        var local = kept.get(node.id());
        if (local != null) {
            code.dload(local);
            return;
        }
        if (foreign.test(node.id()))
            code.aload(SHARED).loadConstant(parts.slot(node)).daload();
        else compute(node);
        if (uses.several(node) && !(node instanceof Node.Number) && !(node instanceof Node.Time)) {
            code.dup2();
            keep(node);
        }
    }

    private void compute(Node node) {
        switch (node) {
            case Node.Number n -> code.loadConstant(n.value());
            case Node.Time _ -> code.dload(TIME);
            case Node.Index _ -> code.iload(index).i2d();
            case Node.State s -> code.aload(STATE).loadConstant(s.position()).daload();
            case Node.Element(int _, var family, int offset) -> {
                code.aload(STATE);
                place(family.position(offset), family.stride());
                code.daload();
            }
            case Call call -> {
                for (Node argument : call.arguments()) value(argument);
                operation(call.operation());
            }
        }
    }

    private void keep(Node node) {
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(local);
        kept.put(node.id(), local);
    }

    private void operation(Operation operation) {
        switch (operation) {
            case ADD -> code.dadd();
            case SUBTRACT -> code.dsub();
            case MULTIPLY -> code.dmul();
            case DIVIDE -> code.ddiv();
            case NEGATE -> code.dneg();
            case SIGN -> code.invokestatic(MATH, "signum", ONE);
            default -> code.invokestatic(MATH, operation.spelling(), operation.arity() == 1 ? ONE : TWO);
        }
    }

    /// Computes the parts of a loop's formulas that do not depend on its index, before it starts.
    private final class Invariants {
        private final Map<Integer, Boolean> varies = new HashMap<>();
        private final Set<Integer> seen = new HashSet<>();

        void find(Node node) {
            if (!seen.add(node.id())) return;
            if (varies(node)) {
                if (node instanceof Call call) for (var argument : call.arguments()) find(argument);
            } else if (!(node instanceof Node.Number) && !(node instanceof Node.Time) && !kept.containsKey(node.id())) {
                value(node);
                if (kept.containsKey(node.id())) code.pop2();
                else keep(node);
            }
        }

        private boolean varies(Node node) {
            var present = varies.get(node.id());
            if (present != null) return present;
            boolean result = switch (node) {
                case Node.Index _, Node.Element _ -> true;
                case Call call -> varies(call.first()) || (call.arguments().size() > 1 && varies(call.last()));
                case Node.Number _, Node.Time _, Node.State _ -> false;
            };
            varies.put(node.id(), result);
            return result;
        }
    }
}
