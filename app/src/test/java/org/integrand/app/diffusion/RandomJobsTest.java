package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.integrand.app.cli.Session;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole surface of the diffusion jobs, drawn at random: a job gives numbers or is refused in one clear line, and
/// what it gives in many steps is the flow's solution. `-Drandom.jobs=N` draws more of them.
class RandomJobsTest {
    private static final int JOBS = Integer.getInteger("random.jobs", 120);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Session run(String command, ObjectNode job) throws IOException {
        var file = Files.writeString(folder.resolve("job.json"), job.toString());
        return Session.run(command, "--json", "--config", file.toString());
    }

    private static ObjectNode mixture(SplittableRandom random) {
        var model = JobFile.object().put("type", "gaussian-mixture");
        int components = random.nextInt(1, 4);
        int dimension = random.nextInt(1, 4);
        for (int k = 0; k < components; k++) {
            model.withArray("weights").add(random.nextDouble(0.1, 1));
            model.withArray("std").add(random.nextDouble(0.2, 1));
            var mean = model.withArray("means").addArray();
            for (int j = 0; j < dimension; j++) mean.add(random.nextDouble(-1, 1));
        }
        return model;
    }

    private static List<String> complaints(Session session) {
        var wrong = new ArrayList<String>();
        if (session.code() == 0) {
            for (JsonNode sample : session.json().get("samples"))
                for (JsonNode x : sample)
                    if (!x.isNumber() || !Double.isFinite(x.doubleValue())) wrong.add("sample " + x);
        } else {
            String err = session.err();
            if (err.lines().count() != 1 || !err.startsWith("integrand: ")) wrong.add(err);
            if (err.contains("Exception") || err.contains("null") || err.contains("NaN")) wrong.add(err);
            if (session.code() != 2) wrong.add("code " + session.code() + " " + err);
        }
        return wrong;
    }

    @Test
    void aJobGivesNumbersOrIsRefusedInOneLine() throws IOException {
        var random = new SplittableRandom(2026);
        var schema = JobSchema.of(new SampleCommand());
        var wrong = new ArrayList<String>();
        int done = 0;
        for (int i = 0; i < JOBS; i++) {
            var jobs = new RandomJobs(schema, random.split(), 0.25);
            var job = JobFile.object().put("count", 3);
            job.set("model", mixture(random.split()));
            for (String key : new String[] {"sampler", "schedule", "grid"}) job.set(key, jobs.value(key));
            if (random.nextInt(3) == 0 && !job.get("grid").has("points")) job.put("evaluations", random.nextInt(1, 51));
            if (random.nextInt(4) == 0) job.set("correction", jobs.value("correction"));
            if (random.nextInt(6) == 0) job.put("noisePath", "brownian");
            var session = run("sample", job);
            if (session.code() == 0) done++;
            for (String complaint : complaints(session)) wrong.add(job + "\n  " + complaint);
        }
        assertThat(wrong).isEmpty();
        assertThat(done).isGreaterThan(JOBS / 2);
    }

    @Test
    void manyStepsGiveTheSolutionOfTheFlow() throws IOException {
        var random = new SplittableRandom(7);
        var schema = JobSchema.of(new CompareCommand());
        var wrong = new ArrayList<String>();
        int done = 0;
        for (int i = 0; i < JOBS / 5; i++) {
            var jobs = new RandomJobs(schema, random.split(), 0.25);
            var sampler = (ObjectNode)
                    ((ObjectNode) schema.get("properties")).get("samplers").get("items");
            var job = JobFile.object().put("count", 2);
            job.set("model", mixture(random.split()));
            job.put("schedule", jobs.one(List.of("vp-linear", "vp-cosine", "discrete", "edm", "flow")));
            job.put("grid", jobs.one(List.of("log-snr", "karras", "polyexponential")));
            if (job.path("schedule").asString().equals("flow")) job.put("tStart", 0.98);
            var drawn = (ObjectNode) new RandomJobs(
                            JobFile.object().set("properties", JobFile.object().set("sampler", sampler)),
                            random.split(),
                            0.25)
                    .value("sampler");
            drawn.remove(List.of("denoiseToZero", "analyticFirst", "relativeTolerance", "absoluteTolerance"));
            String name = drawn.get("name").asString();
            if (name.equals("dpm-adaptive") || drawn.path("method").asString("").equals("adaptive")) continue;
            if (name.equals("edict")) continue; // order 1 with a large constant: its chains drift apart
            job.putArray("samplers").add(drawn);
            job.putArray("evaluations").add(240);
            var session = run("compare", job);
            if (session.code() != 0) {
                if (session.err().lines().count() != 1) wrong.add(job + "\n  " + session.err());
                continue;
            }
            done++;
            double error = session.json().get("rows").get(0).get("error").doubleValue();
            if (!(error < 0.05)) wrong.add(job + "\n  error " + error);
        }
        assertThat(wrong).isEmpty();
        assertThat(done).isGreaterThan(JOBS / 20);
    }
}
