package org.integrand.app.solve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Spelling;
import org.integrand.engine.method.stochastic.StochasticMethod;
import org.integrand.engine.method.stochastic.StochasticMethods;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.CommutativeNoise;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.problem.GeneralNoise;
import org.integrand.engine.problem.ItoProblem;
import org.integrand.engine.problem.Noise;
import org.integrand.engine.problem.ScalarNoise;
import org.integrand.engine.problem.StratonovichProblem;
import org.integrand.engine.solve.Solver;

/// The methods for equations with noise, the best first: a job that names none gets the first that fits.
enum NoiseMethod {
    SRA3("noise that does not depend on the state"),
    SRA1("noise that does not depend on the state"),
    MILSTEIN("noise that commutes (one process, or each variable its own)"),
    HEUN("calculus stratonovich"),
    EULER_MARUYAMA("calculus ito");

    private final String domain;

    NoiseMethod(String domain) {
        this.domain = domain;
    }

    /// As a job names it.
    String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> names() {
        return Arrays.stream(values()).map(NoiseMethod::spelled).toList();
    }

    static Optional<NoiseMethod> named(String name) {
        String known = name.equals("stochastic-heun") ? "heun" : name; // what the engine calls it
        return Arrays.stream(values())
                .filter(method -> method.spelled().equals(known))
                .findFirst();
    }

    /// The method for the job's noise.
    ///
    /// @throws JobException when the one that the job names does not fit, with those that do
    static NoiseMethod of(Optional<String> wanted, Calculus calculus, NoiseTerms terms) {
        var fitting = Arrays.stream(values())
                .filter(method -> method.fits(calculus, terms))
                .toList();
        if (wanted.isEmpty()) return fitting.getFirst();
        String expected = ": expected "
                + (fitting.size() > 1 ? "one of " : "")
                + String.join(", ", fitting.stream().map(NoiseMethod::spelled).toList());
        var method = named(wanted.get())
                .orElseThrow(() -> OdeMethods.names().contains(wanted.get())
                        ? new JobException("method " + wanted.get() + " takes no noise" + expected)
                        : new JobException(
                                "unknown method '" + wanted.get() + "'" + Spelling.hint(wanted.get(), names())));
        if (!fitting.contains(method))
            throw new JobException("method " + method.spelled() + " is for " + method.domain + ", here it is "
                    + terms.kind() + " in the sense of " + calculus.name().toLowerCase(Locale.ROOT) + expected);
        return method;
    }

    private boolean fits(Calculus calculus, NoiseTerms terms) {
        return switch (this) {
            case SRA1, SRA3 -> terms.additive();
            case MILSTEIN -> terms.commutes();
            case HEUN -> calculus == Calculus.STRATONOVICH || terms.additive();
            case EULER_MARUYAMA -> calculus == Calculus.ITO || terms.additive();
        };
    }

    boolean estimatesError(NoiseTerms terms) {
        return this != EULER_MARUYAMA && (this != HEUN || terms.commutes());
    }

    /// A solver for each path, one after the other: they share what the formulas were compiled to.
    LongFunction<Solver<double[]>> paths(Calculus calculus, NoiseTerms terms, JobEquations equations) {
        return switch (this) {
            case SRA1 -> ito(StochasticMethods.sra1(), terms.additiveNoise(), equations);
            case SRA3 -> ito(StochasticMethods.sra3(), terms.additiveNoise(), equations);
            default ->
                switch (terms.noise()) {
                    case AdditiveNoise noise -> commuting(calculus, noise, equations);
                    case ScalarNoise noise -> commuting(calculus, noise, equations);
                    case DiagonalNoise noise -> commuting(calculus, noise, equations);
                    case GeneralNoise noise ->
                        this == HEUN
                                ? stratonovich(StochasticMethods.heunOfAnyNoise(), noise, equations)
                                : ito(StochasticMethods.eulerMaruyama(), noise, equations);
                };
        };
    }

    private <N extends CommutativeNoise<N>> LongFunction<Solver<double[]>> commuting(
            Calculus calculus, N noise, JobEquations equations) {
        if (this == EULER_MARUYAMA) return ito(StochasticMethods.eulerMaruyama(), noise, equations);
        if (this == HEUN) return stratonovich(StochasticMethods.heun(), noise, equations);
        return calculus == Calculus.ITO
                ? ito(StochasticMethods.milstein(), noise, equations)
                : stratonovich(StochasticMethods.milsteinStratonovich(), noise, equations);
    }

    private static <N extends Noise<N>> LongFunction<Solver<double[]>> ito(
            StochasticMethod<ItoProblem<N>> method, N noise, JobEquations equations) {
        var problem = ItoProblem.of(equations.anew(), noise, equations.job().seed());
        return path -> Solver.of(problem.along(problem.motion().path(path)), method);
    }

    private static <N extends Noise<N>> LongFunction<Solver<double[]>> stratonovich(
            StochasticMethod<StratonovichProblem<N>> method, N noise, JobEquations equations) {
        var problem =
                StratonovichProblem.of(equations.anew(), noise, equations.job().seed());
        return path -> Solver.of(problem.along(problem.motion().path(path)), method);
    }
}
