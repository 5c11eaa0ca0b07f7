package org.integrand.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Failure;
import tools.jackson.databind.node.ObjectNode;

/// A report: `report.json` (every figure, the job, the seed, versions, the machine), pictures, data, and
/// `index.html`, which shows them and needs nothing but its own folder.
public final class ReportFolder {
    private static final String DEFAULT_PARENT = "integrand-out";

    private final Path folder;
    private final List<String> names = new ArrayList<>();

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /// The folder that a job names, made when missing.
    ///
    /// @throws Failure when nothing can be written there: found out before the work starts
    public static ReportFolder at(Path folder) {
        try {
            Files.createDirectories(folder);
            var probe = Files.createTempFile(folder, ".probe", "");
            Files.delete(probe);
            return new ReportFolder(folder);
        } catch (FileAlreadyExistsException e) {
            throw new Failure("output folder " + folder + " cannot be made: " + e.getMessage() + " is a file", e);
        } catch (IOException e) {
            throw new Failure("output folder " + folder + " cannot be written to: " + reason(e), e);
        }
    }

    /// A new folder `integrand-out/<command>-<n>` in the current folder, n counting up.
    public static ReportFolder next(String command) {
        var parent = Path.of(DEFAULT_PARENT);
        for (int n = 1; ; n++) {
            var folder = parent.resolve(command + "-" + n);
            try {
                Files.createDirectories(parent);
                Files.createDirectory(folder);
                return new ReportFolder(folder);
            } catch (FileAlreadyExistsException _) {
                if (!Files.isDirectory(parent)) throw new Failure(parent + " is a file: give a folder with --out");
            } catch (IOException e) {
                throw new Failure("output folder " + folder + " cannot be made: " + reason(e), e);
            }
        }
    }

    public Path path() {
        return folder;
    }

    /// The files written so far, as paths that the caller's current folder understands.
    public List<String> files() {
        return names.stream().map(name -> folder.resolve(name).toString()).toList();
    }

    /// Writes one file of the report.
    public void write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new Failure(folder.resolve(name) + " cannot be written: " + reason(e), e);
        }
        if (!names.contains(name)) names.add(name);
    }

    public void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes `index.html` and `report.json`, and tells the result which files there are.
    ///
    /// @param job the whole job, as it can be run again
    public void finish(ObjectNode job, ObjectNode result, ReportPage page) {
        write("index.html", page.html(folder));
        write("report.json", "");
        files().forEach(result.withArray("files")::add);
        write("report.json", ReportJson.of(job, result).toPrettyString() + "\n");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "no permission for " + denied.getFile();
            case java.nio.file.NoSuchFileException missing -> missing.getFile() + " does not exist";
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
