package org.integrand.app.integrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.ReportFolder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `integrate`: the definite integral of a formula.
public final class IntegrateCommand implements Command<IntegrateJob> {
    @Override
    public String name() {
        return "integrate";
    }

    @Override
    public String summary() {
        return "Integrates a formula over one or several variables, with an error estimate.";
    }

    @Override
    public String example() {
        return "./integrand integrate \"exp(-x^2)\" --from -inf --to inf";
    }

    @Override
    public Class<IntegrateJob> job() {
        return IntegrateJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return List.of(
                new Shortcut("integrand", "integrand", "[FORMULA]"),
                new Shortcut("--from", "from", "X"),
                new Shortcut("--to", "to", "X"),
                new Shortcut("--over", "over", "RANGES"),
                new Shortcut("--method", "method", "NAME"),
                new Shortcut("--breakpoints", "breakpoints", "LIST"),
                new Shortcut("--relative-tolerance", "relativeTolerance", "X"),
                new Shortcut("--absolute-tolerance", "absoluteTolerance", "X"),
                new Shortcut("--evaluation-limit", "evaluationLimit", "N"));
    }

    /// A list is a vector, an object a complex integrand.
    @Override
    public ObjectNode translated(ObjectNode job) {
        var integrand = job.get("integrand");
        if (integrand instanceof ArrayNode && !job.has("vector")) job.set("vector", job.remove("integrand"));
        else if (integrand instanceof ObjectNode && !job.has("complex")) job.set("complex", job.remove("integrand"));
        return job;
    }

    @Override
    public Work prepare(IntegrateJob job) {
        var setup = IntegrateSetup.of(job);
        boolean single = setup.variables().size() == 1;
        boolean onlySingle = switch (job.method()) {
            case GAUSS_KRONROD, TANH_SINH, GAUSS_LEGENDRE -> true;
            default -> false;
        };
        if (!single && onlySingle)
            throw new IllegalArgumentException("method: expected cubature, sobol or monte-carlo for "
                    + setup.variables().size() + " variables");
        if (single) setup.line(); // checks bounds and breakpoints
        Optional<ReportFolder> report = job.out().map(Path::of).map(ReportFolder::at);
        return run -> new IntegrateWork(job, setup, report).run(run);
    }
}
