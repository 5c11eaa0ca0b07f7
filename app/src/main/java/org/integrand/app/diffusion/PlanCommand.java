package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Command;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `plan`: prints the coefficient program of a sampler.
public final class PlanCommand implements Command<PlanJob> {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "Prints the coefficient program of a diffusion sampler.";
    }

    @Override
    public String example() {
        return "./integrand plan --sampler dpm-solver --method singlestep --order 3 --prediction noise --steps 6";
    }

    @Override
    public Class<PlanJob> job() {
        return PlanJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_PLANS;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return SamplerAliases.translated(job);
    }

    @Override
    public Work prepare(PlanJob job) {
        long began = System.nanoTime();
        var plan = job.plan().plans().plan(job.plan().sampler(), job.plan().evaluations());
        double seconds = (System.nanoTime() - began) * 1e-9;
        Optional<ReportFolder> report = job.out().map(Path::of).map(ReportFolder::at);
        return _ -> {
            var json = result(job, plan, seconds);
            report.ifPresent(folder -> write(folder, job, plan, json));
            return Result.of(json, plan.toString());
        };
    }

    private static ObjectNode result(PlanJob job, Plan plan, double seconds) {
        var json = JobFile.object()
                .put("command", "plan")
                .put("evaluations", plan.evaluations())
                .put("steps", plan.steps().size())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("sampler", plan.sampler());
        job.plan().plans().scheduler(job.plan().evaluations()).ifPresent(scheduler -> {
            scheduler.timesteps().forEach(json.putArray("timesteps")::add);
            scheduler.sigmas().forEach(json.putArray("sigmas")::add);
            scheduler.config().ignored().forEach(json.putArray("ignored")::add);
        });
        json.set("plan", JsonMapper.shared().readTree(PlanJson.write(plan)));
        json.putArray("files");
        return json;
    }

    private static void write(ReportFolder folder, PlanJob job, Plan plan, ObjectNode json) {
        folder.write("plan.json", PlanJson.write(plan) + "\n");
        folder.write("plan.txt", plan.toString());
        var page = new ReportPage(
                        plan.sampler(), "A sampler, compiled: all that is left is to ask the model and to add up.")
                .figures(
                        new ReportPage.Figure(Integer.toString(plan.evaluations()), "model evaluations"),
                        new ReportPage.Figure(Integer.toString(plan.steps().size()), "steps"))
                .text("Plan", plan.toString());
        folder.finish(JobWriter.write("plan", job), json, page);
    }
}
