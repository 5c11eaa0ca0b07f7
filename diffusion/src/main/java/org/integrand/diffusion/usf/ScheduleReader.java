package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.integrand.diffusion.sampler.Interpolation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a schedule file. Objects that the release writes are read as they are: derivatives beyond the order
/// are ignored, as are the coefficients of a relaxation that has none.
final class ScheduleReader {
    /// beyond the keys of [ScheduleText]: what the schedules of the release carry along
    private static final List<String> IGNORED = List.of("version", "nfe", "fid", "fid_50k_if_recorded");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScheduleReader() {}

    static ScheduleFile read(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("schedule: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject())
            throw new IllegalArgumentException("schedule: expected a JSON object with timesteps, orders, ...");
        var place = new JsonPlace("", node);
        for (String name : node.propertyNames())
            if (!ScheduleText.KEYS.contains(name) && !IGNORED.contains(name))
                throw new IllegalArgumentException(
                        "schedule: unknown key '" + name + "', expected " + String.join(", ", ScheduleText.KEYS));
        var schedule = new SolverSchedule(
                place.member("timesteps").elements().getFirst().number(),
                steps(place),
                place.optional("afs")
                        .map(afs -> afs.choice(FirstValue.values(), FirstValue::key))
                        .orElse(FirstValue.MODEL),
                place.optional("denoise_to_zero").map(JsonPlace::bool).orElse(false));
        return new ScheduleFile(
                schedule,
                place.optional("provenance").map(ScheduleReader::provenance).orElse(ScheduleFile.Provenance.UNKNOWN),
                place.optional("skip_coefficients").stream()
                        .flatMap(knobs -> knobs.elements().stream())
                        .map(JsonPlace::number)
                        .toList());
    }

    private static List<Decision> steps(JsonPlace file) {
        List<JsonPlace> times = file.member("timesteps").elements();
        int count = times.size() - 1;
        List<JsonPlace> orders = list(file, "orders", count);
        List<JsonPlace> forms = list(file, "prediction_types", count);
        List<JsonPlace> derivatives = list(file, "derivative_types", count);
        Optional<List<JsonPlace>> starts = optional(file, "start_points", count);
        Optional<List<JsonPlace>> correctors = optional(file, "corrector_types", count);
        Optional<List<JsonPlace>> variables = optional(file, "interpolation", count);
        List<Decision> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i;
            steps.add(new Decision(
                    times.get(i + 1).number(),
                    forms.get(i).choice(Form.values(), Form::key),
                    variables
                            .map(all -> all.get(at).choice(Interpolation.values(), ScheduleText::key))
                            .orElse(Interpolation.LAMBDA),
                    starts.map(all -> all.get(at).integer()).orElse(-1),
                    derivatives(derivatives.get(i), orders.get(i)),
                    correctors.map(all -> corrector(all.get(at))).orElse(Corrector.NONE)));
        }
        return steps;
    }

    private static List<JsonPlace> list(JsonPlace file, String name, int count) {
        return sized(file.member(name), count);
    }

    private static Optional<List<JsonPlace>> optional(JsonPlace file, String name, int count) {
        return file.optional(name).map(list -> sized(list, count));
    }

    private static List<JsonPlace> sized(JsonPlace list, int count) {
        if (list.elements().size() != count)
            throw list.wrong(list.elements().size() + " elements", count + ", one a step (timesteps has one more)");
        return list.elements();
    }

    private static List<Derivative> derivatives(JsonPlace list, JsonPlace order) {
        int m = order.integer();
        if (m < 1 || m > ScheduleRules.MOST_ORDER + 1)
            throw order.wrong(String.valueOf(m), "1 ... " + ScheduleRules.MOST_ORDER);
        if (list.elements().size() < m - 1)
            throw list.wrong(list.elements().size() + " derivatives", (m - 1) + ", one less than the order");
        return list.elements().subList(0, m - 1).stream()
                .map(ScheduleReader::derivative)
                .toList();
    }

    private static Derivative derivative(JsonPlace place) {
        List<Integer> points = place.member("active_points").elements().stream()
                .map(JsonPlace::integer)
                .toList();
        place.optional("estimate").ifPresent(estimate -> {
            if (!estimate.text().equals("Difference_" + points.size()))
                throw estimate.wrong(estimate.text(), "Difference_" + points.size() + ", as many as active points");
        });
        return new Derivative(
                points,
                place.optional("relaxation")
                        .map(name -> name.choice(named(), Relaxation::key))
                        .orElse(Relaxation.NONE),
                place.optional("relaxation_coefficient").map(JsonPlace::number).orElse(0.0));
    }

    private static Relaxation[] named() {
        return Stream.of(Relaxation.values()).filter(r -> r != Relaxation.NONE).toArray(Relaxation[]::new);
    }

    private static Corrector corrector(JsonPlace place) {
        Corrector.Kind kind = place.member("type").choice(Corrector.Kind.values(), Corrector.Kind::key);
        if (kind == Corrector.Kind.NONE) return Corrector.NONE;
        return new Corrector(
                kind,
                place.member("start_point").integer(),
                derivatives(place.member("derivative_type"), place.member("taylor_order")));
    }

    private static ScheduleFile.Provenance provenance(JsonPlace place) {
        return new ScheduleFile.Provenance(
                place.optional("name").map(JsonPlace::text),
                place.optional("model").map(JsonPlace::text),
                place.optional("objective").map(JsonPlace::text),
                place.optional("seed").map(JsonPlace::whole),
                place.optional("budget").map(JsonPlace::whole),
                place.optional("searchScore").map(JsonPlace::number),
                place.optional("heldOutScore").map(JsonPlace::number));
    }

    /// A value and where it stands, for messages.
    private record JsonPlace(String path, JsonNode node) {
        IllegalArgumentException wrong(String value, String expected) {
            return new IllegalArgumentException("schedule: " + path + " is " + value + ", expected " + expected);
        }

        JsonPlace member(String name) {
            return optional(name)
                    .orElseThrow(() -> new IllegalArgumentException("schedule: " + inside(name) + " is missing"));
        }

        Optional<JsonPlace> optional(String name) {
            if (!node.isObject()) throw wrong(node.toString(), "an object");
            return node.hasNonNull(name) ? Optional.of(new JsonPlace(inside(name), node.get(name))) : Optional.empty();
        }

        private String inside(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        List<JsonPlace> elements() {
            if (!node.isArray() || (path.equals("timesteps") && node.size() < 2))
                throw wrong(node.toString(), path.equals("timesteps") ? "a list of at least 2 times" : "a list");
            List<JsonPlace> all = new ArrayList<>(node.size());
            for (int i = 0; i < node.size(); i++) all.add(new JsonPlace(path + "[" + i + "]", node.get(i)));
            return all;
        }

        double number() {
            if (!node.isNumber()) throw wrong(node.toString(), "a number");
            return node.doubleValue();
        }

        int integer() {
            if (!node.isIntegralNumber() || !node.canConvertToInt()) throw wrong(node.toString(), "a whole number");
            return node.intValue();
        }

        long whole() {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) throw wrong(node.toString(), "a whole number");
            return node.longValue();
        }

        boolean bool() {
            if (!node.isBoolean()) throw wrong(node.toString(), "true or false");
            return node.booleanValue();
        }

        String text() {
            if (!node.isString()) throw wrong(node.toString(), "a text");
            return node.stringValue();
        }

        <T> T choice(T[] all, java.util.function.Function<T, String> key) {
            String name = text();
            return Stream.of(all)
                    .filter(one -> key.apply(one).equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            wrong("'" + name + "'", Stream.of(all).map(key).collect(Collectors.joining(", "))));
        }
    }
}
