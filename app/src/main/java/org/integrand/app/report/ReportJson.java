package org.integrand.app.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.integrand.app.Version;
import org.integrand.app.job.JobFile;
import tools.jackson.databind.node.ObjectNode;

/// The figures of a report and what is needed to get them again.
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(ObjectNode job, ObjectNode result) {
        var report = JobFile.object();
        report.set("job", job);
        report.set("result", result);
        report.put("written", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.putObject("versions").put("integrand", Version.integrand()).put("java", Version.java());
        report.putObject("machine")
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("architecture", System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("heapMegabytes", Runtime.getRuntime().maxMemory() >> 20);
        return report;
    }
}
