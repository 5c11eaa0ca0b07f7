package org.integrand.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.integrand.app.job.Failure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tables of numbers `[sample][component]` in files: `.npy`, `.json` or `.csv`, told by the name's end. All
/// three keep every bit of a double.
public final class NumberFile {
    private NumberFile() {}

    /// Reads a table.
    ///
    /// @throws Failure when the file cannot be read or does not hold a table of numbers
    public static double[][] read(Path file) {
        try {
            return switch (ending(file)) {
                case "npy" ->
                    Npy.read(Files.readAllBytes(file), file.toString()).rows();
                case "json" -> json(file);
                case "csv" -> Csv.read(Files.readString(file), file.toString());
                default -> throw wrongEnding(file);
            };
        } catch (NoSuchFileException e) {
            throw new Failure(file + " does not exist", e);
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Writes a table; folders on the way are made.
    public static void write(Path file, double[][] rows) {
        byte[] content = switch (ending(file)) {
            case "npy" -> Npy.bytes(rows);
            case "json" -> json(rows).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case "csv" -> Csv.text(rows).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            default -> throw wrongEnding(file);
        };
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            Files.write(file, content);
        } catch (IOException e) {
            throw new Failure(file + " cannot be written: " + e, e);
        }
    }

    /// Fails early when a table could not be written there.
    public static void check(Path file) {
        String ending = ending(file);
        if (!ending.equals("npy") && !ending.equals("json") && !ending.equals("csv")) throw wrongEnding(file);
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) ReportFolder.at(parent);
        if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file)))
            throw new Failure(file + " cannot be written");
    }

    static String json(double[][] rows) {
        var text = new StringBuilder("[");
        for (int i = 0; i < rows.length; i++) {
            text.append(i == 0 ? "[" : ",\n [");
            for (int j = 0; j < rows[i].length; j++)
                text.append(j == 0 ? "" : ", ").append(rows[i][j]);
            text.append(']');
        }
        return text.append("]\n").toString();
    }

    private static double[][] json(Path file) throws IOException {
        try {
            var tree = JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build()
                    .readTree(Files.readString(file));
            return table(tree, file);
        } catch (JacksonException e) {
            throw new Failure(
                    file + " is not JSON: line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static double[][] table(JsonNode tree, Path file) {
        if (!tree.isArray()) throw new Failure(file + ": expected a list of samples, each a list of numbers");
        double[][] rows = new double[tree.size()][];
        for (int i = 0; i < rows.length; i++) {
            var row = tree.get(i);
            if (!row.isArray()) throw new Failure(file + "[" + i + "]: " + row + ": expected a list of numbers");
            rows[i] = new double[row.size()];
            for (int j = 0; j < rows[i].length; j++) {
                if (!row.get(j).isNumber())
                    throw new Failure(file + "[" + i + "][" + j + "]: " + row.get(j) + ": expected a number");
                rows[i][j] = row.get(j).doubleValue();
            }
        }
        return rows;
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Failure wrongEnding(Path file) {
        return new Failure(file + ": expected a name that ends in .npy, .json or .csv");
    }
}
