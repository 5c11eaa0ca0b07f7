package org.integrand.expression;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;

/// Compiles formulas to a hidden class. Every common subexpression is computed once, and within a method every
/// variable is read once; a loop's invariant parts are computed before it. Long systems become several methods: see
/// [Parts].
public final class FormulaCompiler {
    private static final ClassDesc NUMBERS = CD_double.arrayType();
    private static final MethodTypeDesc EVALUATE = MethodTypeDesc.of(CD_void, CD_double, NUMBERS, NUMBERS);
    private static final MethodTypeDesc PART = MethodTypeDesc.of(CD_void, CD_double, NUMBERS, NUMBERS, NUMBERS);

    private FormulaCompiler() {}

    /// @throws IllegalArgumentException when a formula is too long for a method
    public static CompiledFormulas compile(Graph graph, List<Assignment> assignments) {
        var lowering = new PowerLowering(graph);
        var parts = Parts.of(assignments.stream().map(lowering::of).toList());
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

    private static void build(ClassBuilder type, ClassDesc name, Parts parts) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
        type.withInterfaceSymbols(CompiledFormulas.class.describeConstable().orElseThrow());
        type.withField("shared", NUMBERS, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        type.withMethodBody(
                ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void,
                0,
                code -> code.aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .aload(0)
                        .loadConstant(parts.slots().size())
                        .newarray(TypeKind.DOUBLE)
                        .putfield(name, "shared", NUMBERS)
                        .return_());
        type.withMethodBody("evaluate", EVALUATE, ClassFile.ACC_PUBLIC, code -> {
            for (int i = 0; i < parts.methods().size(); i++)
                code.dload(1)
                        .aload(3)
                        .aload(4)
                        .aload(0)
                        .getfield(name, "shared", NUMBERS)
                        .invokestatic(name, "part" + i, PART);
            code.return_();
        });
        for (int i = 0; i < parts.methods().size(); i++) {
            var method = parts.methods().get(i);
            type.withMethodBody("part" + i, PART, ClassFile.ACC_STATIC, code -> {
                var emitter = new Emitter(code, parts, method);
                method.forEach(emitter::write);
                code.return_();
            });
        }
    }
}
