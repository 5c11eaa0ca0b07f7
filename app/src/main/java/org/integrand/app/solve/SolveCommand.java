package org.integrand.app.solve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;

/// `solve`: solves an initial value problem given as text, or one of the library by its name.
public final class SolveCommand implements Command<SolveJob> {
    @Override
    public String name() {
        return "solve";
    }

    @Override
    public String summary() {
        return "Solves a system of ordinary differential equations given as text, or a classical one by its name.";
    }

    @Override
    public String example() {
        return "./integrand solve lorenz --to 20 --method tsit5 --relative-tolerance 1e-9 --out lorenz";
    }

    @Override
    public Class<SolveJob> job() {
        return SolveJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return List.of(
                new Shortcut("problem", "problem", "[PROBLEM]"),
                new Shortcut("--from", "from", "T"),
                new Shortcut("--to", "to", "T"),
                new Shortcut("--method", "method", "NAME"),
                new Shortcut("--step", "step", "H"),
                new Shortcut("--relative-tolerance", "relativeTolerance", "X"),
                new Shortcut("--absolute-tolerance", "absoluteTolerance", "X"),
                new Shortcut("--points", "points", "N"),
                new Shortcut("--paths", "paths", "N"),
                new Shortcut("--save-at", "saveAt", "LIST"),
                new Shortcut("--solution", "solutionFile", "FILE"),
                new Shortcut("--checkpoint", "checkpoint", "FILE"),
                new Shortcut("--resume", "resume", "FILE"));
    }

    @Override
    public Work prepare(SolveJob given) {
        var entry = given.problem().map(ProblemLibrary::find);
        var job = entry.map(known -> given.over(known.job())).orElse(given);
        var setup = SolveSetup.of(job);
        var sensitivity = SolveSensitivity.of(job, setup);
        job.solutionFile().map(Path::of).ifPresent(NumberFile::check);
        Optional<ReportFolder> report = job.out().map(Path::of).map(ReportFolder::at);
        var reference = given.changesTheProblem() ? Optional.<ProblemLibrary.Entry>empty() : entry;
        job.checkpoint().map(Path::of).ifPresent(CheckpointFile::check);
        var resumed = job.resume().map(file -> CheckpointFile.read(Path.of(file), job));
        int paths = job.paths().orElse(1);
        if (paths > 1) return new PathsWork(job, setup, paths, report)::run;
        return run -> new SolveWork(job, setup, sensitivity, resumed, reference, report).run(run);
    }
}
