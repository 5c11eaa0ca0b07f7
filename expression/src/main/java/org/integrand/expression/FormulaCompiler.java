package org.integrand.expression;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.integrand.expression.Assignment.Loop;
import org.integrand.expression.Assignment.Single;

/// Compiles formulas to a hidden class. Within a method every common subexpression is computed once and every
/// variable read once; a loop's invariant parts are computed before it. Long systems become several methods, each
/// short enough for the Java machine to optimise (it leaves methods above 8,000 bytes alone).
public final class FormulaCompiler {
    /// operations in a method; one takes at most about ten bytes
    private static final int OPERATIONS = 500;

    private static final ClassDesc NUMBERS = CD_double.arrayType();
    private static final MethodTypeDesc SIGNATURE = MethodTypeDesc.of(CD_void, CD_double, NUMBERS, NUMBERS);

    private FormulaCompiler() {}

    /// @throws IllegalArgumentException when a formula is too long for a method
    public static CompiledFormulas compile(Graph graph, List<Assignment> assignments) {
        var lowering = new PowerLowering(graph);
        var parts = parts(assignments.stream().map(lowering::of).toList());
        var lookup = MethodHandles.lookup();
        var name = ClassDesc.of(FormulaCompiler.class.getPackageName() + ".Formulas");
        try {
            byte[] bytes = ClassFile.of().build(name, type -> build(type, name, parts));
            var compiled = lookup.defineHiddenClass(bytes, true);
            return (CompiledFormulas)
                    compiled.findConstructor(compiled.lookupClass(), java.lang.invoke.MethodType.methodType(void.class))
                            .invoke();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("formulas too long to compile: " + e.getMessage(), e);
        } catch (Throwable e) {
            throw new IllegalStateException("the class made of formulas cannot be used", e);
        }
    }

    /// Assignments that share a method: neighbours, up to the limit; a loop has its own.
    private static List<List<Assignment>> parts(List<Assignment> assignments) {
        var parts = new ArrayList<List<Assignment>>();
        var part = new ArrayList<Assignment>();
        int size = 0;
        for (var assignment : assignments) {
            int operations = Uses.of(List.of(assignment)).operations();
            boolean alone = assignment instanceof Loop;
            if (!part.isEmpty() && (alone || size + operations > OPERATIONS)) {
                parts.add(List.copyOf(part));
                part.clear();
                size = 0;
            }
            part.add(assignment);
            size += alone ? OPERATIONS : operations;
        }
        if (!part.isEmpty()) parts.add(List.copyOf(part));
        return parts;
    }

    private static void build(ClassBuilder type, ClassDesc name, List<List<Assignment>> parts) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
        type.withInterfaceSymbols(CompiledFormulas.class.describeConstable().orElseThrow());
        type.withMethodBody(
                ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void,
                0,
                code -> code.aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_());
        type.withMethodBody("evaluate", SIGNATURE, ClassFile.ACC_PUBLIC, code -> {
            for (int i = 0; i < parts.size(); i++)
                code.dload(1).aload(3).aload(4).invokestatic(name, "part" + i, SIGNATURE);
            code.return_();
        });
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            type.withMethodBody("part" + i, SIGNATURE, ClassFile.ACC_STATIC, code -> {
                var emitter = new Emitter(code, Uses.of(part));
                for (var assignment : part) {
                    switch (assignment) {
                        case Single single -> emitter.assign(single);
                        case Loop loop -> emitter.loop(loop);
                    }
                }
                code.return_();
            });
        }
    }
}
