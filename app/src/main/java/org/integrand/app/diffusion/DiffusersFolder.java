package org.integrand.app.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A pipeline of diffusers that was exported to ONNX, as a folder: the network in `unet/model.onnx` or
/// `transformer/model.onnx`, how it steps in `scheduler/scheduler_config.json`. The path of the folder is enough.
record DiffusersFolder(Path path) {
    private static final List<String> NETWORKS =
            List.of("unet/model.onnx", "transformer/model.onnx", "model.onnx", "unet.onnx");

    /// The file that a path means: itself, or the network of a folder.
    static Path network(Path path) {
        if (!Files.isDirectory(path)) return path;
        return NETWORKS.stream()
                .map(path::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(path.resolve(NETWORKS.getFirst()));
    }

    /// The folder of a job's model, if it is one that has a scheduler.
    private static Optional<DiffusersFolder> of(ObjectNode job) {
        JsonNode path = job.path("model").path("path");
        if (!job.path("model").path("type").asString("").equals("onnx") || !path.isString()) return Optional.empty();
        var folder = Path.of(path.asString());
        if (!Files.isDirectory(folder) || Scheduled.in(folder).isEmpty()) return Optional.empty();
        return Optional.of(new DiffusersFolder(folder));
    }

    /// A job of one sampler that takes the folder's scheduler where it names no schedule of its own.
    ///
    /// @throws JobException where it names a sampler but no schedule: the network was not trained on the default
    static ObjectNode sampled(ObjectNode job) {
        var folder = of(job);
        if (folder.isEmpty() || job.has("schedule") || job.has("scheduler")) return job;
        if (job.has("sampler") && !isScheduler(job.get("sampler")))
            throw folder.get().ambiguous("sampler");
        if (!job.has("sampler")) job.put("scheduler", folder.get().path.toString());
        return job;
    }

    /// A job of several samplers, where none are named that scheduler.
    ///
    /// @throws JobException where it names samplers but no schedule
    static ObjectNode compared(ObjectNode job) {
        var folder = of(job);
        if (folder.isEmpty() || job.has("schedule")) return job;
        if (!job.has("samplers"))
            job.putArray("samplers")
                    .add(JobFile.object()
                            .put("name", "scheduler")
                            .put("file", folder.get().path.toString()));
        for (JsonNode sampler : job.get("samplers"))
            if (!isScheduler(sampler)) throw folder.get().ambiguous("samplers");
        return job;
    }

    private static boolean isScheduler(JsonNode sampler) {
        return sampler.isObject() && sampler.path("name").equals(JsonNodeFactory.instance.stringNode("scheduler"));
    }

    private JobException ambiguous(String key) {
        return new JobException(
                "model " + path + ": its scheduler_config.json says how noise grows, and so must a job with " + key
                        + " of its own: expected schedule, or " + key + " {name: scheduler, file: " + path + "}");
    }
}
