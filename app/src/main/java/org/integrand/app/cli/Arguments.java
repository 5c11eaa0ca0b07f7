package org.integrand.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Spelling;

/// Arguments sorted into options and the rest: `--name value`, `--name=value`, `--switch`; after `--` nothing
/// is an option. (Not picocli: its class files are too old for the ahead-of-time cache, which made every start
/// 0.4 s slower.)
///
/// @param values what was given for each option that was given; a switch has the value ""
record Arguments(Map<String, List<String>> values, List<String> rest) {
    private static final int WIDTH = 108;

    /// @throws IllegalArgumentException on an option that is unknown, lacks its value or is given twice
    static Arguments parse(List<Option> options, String[] arguments) {
        var values = new LinkedHashMap<String, List<String>>();
        var rest = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i].equals("-h") ? "--help" : arguments[i];
            if (argument.equals("--")) {
                rest.addAll(List.of(arguments).subList(i + 1, arguments.length));
                break;
            }
            if (!argument.startsWith("-") || argument.length() == 1) {
                rest.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            var option = find(options, equals < 0 ? argument : argument.substring(0, equals));
            String value = "";
            if (option.takesValue()) {
                if (equals < 0 && (++i == arguments.length || arguments[i].startsWith("--")))
                    throw new IllegalArgumentException(option.name() + " needs a value: " + option.label());
                value = equals < 0 ? arguments[i] : argument.substring(equals + 1);
            } else if (equals >= 0) {
                throw new IllegalArgumentException(argument + ": " + option.name() + " takes no value");
            }
            var given = values.computeIfAbsent(option.name(), _ -> new ArrayList<>());
            if (!given.isEmpty() && option.takesValue() && !option.often())
                throw new IllegalArgumentException(
                        option.name() + " is given twice: " + given.getFirst() + " and " + value);
            given.add(value);
        }
        return new Arguments(values, rest);
    }

    private static Option find(List<Option> options, String name) {
        for (Option option : options) if (option.name().equals(name)) return option;
        throw new IllegalArgumentException("unknown option '" + name + "'"
                + Spelling.hint(name, options.stream().map(Option::name).toList()));
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    Optional<String> value(String option) {
        return has(option) ? Optional.of(all(option).getLast()) : Optional.empty();
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    Style style() {
        return new Style(has("--json"), has("--quiet"), has("--verbose"));
    }

    /// What `--help` shows.
    static String usage(String command, String summary, List<Option> options, String... footer) {
        var text = new StringBuilder("usage: ./integrand " + command + "\n" + summary + "\n\n");
        for (Option option : options) {
            String left = "  " + option.name() + (option.takesValue() ? " " + option.label() : "");
            String indent = " ".repeat(26);
            var line = new StringBuilder((left + indent).substring(0, Math.max(left.length() + 1, indent.length())));
            for (String word : option.meaning().split(" ", -1)) {
                if (line.length() + word.length() > WIDTH) {
                    text.append(line.toString().stripTrailing()).append('\n');
                    line = new StringBuilder(indent);
                }
                line.append(word).append(' ');
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
        for (String line : footer) text.append(line).append('\n');
        return text.toString();
    }
}
