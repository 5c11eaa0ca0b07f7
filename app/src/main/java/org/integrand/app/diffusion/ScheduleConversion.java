package org.integrand.app.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.Corrector;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.SolverNames;
import org.integrand.diffusion.usf.SolverSchedule;

/// A schedule as a file: for this program, or for others.
///
/// @param content of the file
record ScheduleConversion(ScheduleJob job, SolverFile solver, String content, Optional<ReportFolder> report)
        implements Work {
    static ScheduleConversion of(ScheduleJob job) {
        var solver = job.solver();
        var noise = job.plans().noise();
        String content = switch (job.to()) {
            case SCHEDULE -> solver.file().write();
            case COEFFICIENTS ->
                ScheduleCompiler.table(solver.schedule(), noise, solver.facts()).csv();
            case SIGMAS -> sigmas(solver, noise);
        };
        return new ScheduleConversion(
                job, solver, content, job.out().map(Path::of).map(ReportFolder::at));
    }

    /// sigma / alpha and t of all points, a 0 after them for a step to zero noise, and what the steps between them are.
    private static String sigmas(SolverFile solver, NoiseSchedule noise) {
        SolverSchedule schedule = solver.schedule();
        for (int i = 0; i < schedule.steps().size(); i++) {
            var step = schedule.steps().get(i);
            if (step.start() != -1 || step.corrector().kind() == Corrector.Kind.IMPLICIT)
                throw new IllegalArgumentException("sigmas of schedule " + solver.name() + ": step " + (i + 1)
                        + (step.start() == -1 ? " has an implicit corrector" : " starts from an earlier point")
                        + ", expected a multistep schedule; coefficients can say it");
        }
        var json = JobFile.object();
        var sigmas = json.putArray("sigmas");
        var times = json.putArray("timesteps");
        Arrays.stream(schedule.times()).forEach(t -> {
            sigmas.add(noise.at(t).rho());
            times.add(t);
        });
        if (schedule.denoiseToZero()) sigmas.add(0.0);
        SolverNames.of(schedule, noise).forEach(json.putArray("solvers")::add);
        return json.toPrettyString() + "\n";
    }

    @Override
    public Result run(Run run) {
        var json = JobFile.object()
                .put("command", "schedule")
                .put("action", "convert")
                .put("name", solver.name())
                .put("evaluations", solver.schedule().evaluations())
                .put("steps", solver.schedule().steps().size())
                .put("seed", job.seed())
                .put("content", content);
        var files = json.putArray("files");
        job.file().ifPresent(file -> {
            try {
                Files.writeString(Path.of(file), content);
            } catch (IOException e) {
                throw new Failure("file " + file + ": cannot be written, " + e.getMessage(), e);
            }
            files.add(file);
        });
        report.ifPresent(folder -> {
            String name = job.to() == ScheduleJob.Form.COEFFICIENTS ? "coefficients.csv" : "schedule.json";
            folder.write(name, content);
            var page = new ReportPage(solver.name(), "A solver schedule, converted.").text(name, content);
            folder.finish(JobWriter.write("schedule", job), json, page);
        });
        return Result.of(json, job.file().map(file -> "written: " + file).orElse(content));
    }
}
