package org.integrand.app.diffusion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Names of samplers as users of diffusers, k-diffusion and web interfaces know them, in this program's spelling: the
/// table is the resource `sampler-aliases.json`. Capitals, spaces, `_` and `-` do not matter, nor does a `sample_` in
/// front; a `Karras`, `Exponential` or `Beta` at the end is a grid that ends at zero noise.
///
///     sampler: DPM++ 2M Karras   ->   sampler: {name: dpm-solver, method: multistep, order: 2}
///                                     grid: {type: karras, toZero: true}
final class SamplerAliases {
    private static final String TABLE = "sampler-aliases.json";
    private static final Map<String, String> GRIDS = Map.of(
            "karras", "karras",
            "exponential", "log-snr",
            "beta", "diffusers-beta");

    private final Map<String, JsonNode> samplers = new LinkedHashMap<>();

    private SamplerAliases() {
        try (InputStream in =
                Objects.requireNonNull(SamplerAliases.class.getResourceAsStream(TABLE), "resource " + TABLE)) {
            for (JsonNode row : JsonMapper.shared().readTree(in))
                for (JsonNode name : row.get("names")) samplers.put(normal(name.asString()), row.get("sampler"));
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
    }

    /// A sampler, and the grid that its name says.
    record Meaning(JsonNode sampler, Optional<String> grid) {}

    /// A job whose `sampler` or `samplers` are spelled as this program spells them; what it knows already is left as
    /// it is, and so is a grid that the job names.
    /// @throws JobException when samplers of one job are named with different grids
    static ObjectNode translated(ObjectNode job) {
        var aliases = new SamplerAliases();
        Map<String, Optional<String>> grids = new HashMap<>();
        if (job.has("sampler")) job.set("sampler", aliases.translated(job.get("sampler"), grids));
        if (job.get("samplers") instanceof ArrayNode list)
            for (int i = 0; i < list.size(); i++) list.set(i, aliases.translated(list.get(i), grids));
        if (job.path("grid").has("type") || job.path("grid").isString()) return job;
        if (List.copyOf(grids.values()).stream().distinct().count() > 1)
            throw new JobException(
                    "samplers " + grids.keySet().stream().sorted().toList()
                            + ": one job has one grid, expected the same Karras, Exponential or Beta in all names");
        grids.values().stream().flatMap(Optional::stream).findFirst().ifPresent(grid -> setGrid(job, grid));
        return job;
    }

    private JsonNode translated(JsonNode sampler, Map<String, Optional<String>> grids) {
        JsonNode name = sampler.isObject() ? sampler.path("name") : sampler;
        if (!name.isString()) return sampler;
        var meaning = JobReader.knows(SamplerSpec.class, name.asString())
                ? Optional.<Meaning>empty()
                : meaning(name.asString());
        grids.put(name.asString(), meaning.flatMap(Meaning::grid));
        if (meaning.isEmpty()) return sampler;
        ObjectNode whole = meaning.get().sampler().isObject()
                ? (ObjectNode) meaning.get().sampler().deepCopy()
                : JobFile.object().set("name", meaning.get().sampler());
        if (sampler instanceof ObjectNode more)
            more.properties().stream()
                    .filter(e -> !e.getKey().equals("name"))
                    .forEach(e -> whole.set(e.getKey(), e.getValue()));
        return whole;
    }

    /// What a name means, if anything.
    Optional<Meaning> meaning(String name) {
        String plain = normal(name);
        var whole = samplers.get(plain);
        if (whole != null) return Optional.of(new Meaning(whole, Optional.empty()));
        for (var grid : GRIDS.entrySet()) {
            if (!plain.endsWith(grid.getKey())) continue;
            var sampler = samplers.get(
                    plain.substring(0, plain.length() - grid.getKey().length()));
            if (sampler != null) return Optional.of(new Meaning(sampler, Optional.of(grid.getValue())));
        }
        return Optional.empty();
    }

    /// The table.
    static SamplerAliases table() {
        return new SamplerAliases();
    }

    /// All names of the table, as they are compared.
    List<String> names() {
        return List.copyOf(samplers.keySet());
    }

    private static String normal(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "").replace("++", "pp");
        return plain.startsWith("sample") ? plain.substring("sample".length()) : plain;
    }

    private static void setGrid(ObjectNode job, String type) {
        JsonNode given = job.path("grid");
        if (given.isMissingNode())
            job.set("grid", JobFile.object().put("type", type).put("toZero", true));
        else if (given instanceof ObjectNode grid && !grid.has("type") && grid.has("steps")) {
            grid.put("type", type);
            if (!grid.has("toZero")) grid.put("toZero", true);
        }
    }
}
