package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.integrand.app.cli.Session;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Run;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OrdersCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static JsonNode rows(String samplers, String... more) {
        String[] all = new String[more.length + 6];
        System.arraycopy(new String[] {"orders", "--json", "--samplers", samplers, "--count", "4"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        var session = Session.run(all);
        assertThat(session.code()).as(session.err()).isEqualTo(0);
        return session.json().get("rows");
    }

    private static void assertRefused(String line, String... arguments) {
        var session = Session.run(arguments);
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
    }

    @Test
    void everyFamilyMeasuresItsNominalOrder() {
        var rows = rows(
                "[ddim, {name: dpm-solver, method: singlestep-fixed, order: 2}, {name: dpm-solver, order: 3},"
                        + " {name: dpm-solver, order: 3, compat: release}, {name: unipc, order: 2, lowerOrderFinal: false},"
                        + " unipc, deis-tab, {name: deis-rhoab, order: 1}, {name: lms, order: 3}, heun, dpm2,"
                        + " {name: deis-rhork, tableau: 3kutta}, {name: dpm-2s-ancestral, eta: 0}, {name: dpm-sde, eta: 0},"
                        + " ipndm, pndm]",
                "--steps",
                "[160, 320]");
        assertThat(rows).hasSize(16);
        for (JsonNode row : rows)
            assertThat(row.get("order").doubleValue())
                    .as("%s", row)
                    .isCloseTo(row.get("nominalOrder").doubleValue(), within(0.3));
        assertThat(rows.get(3).get("nominalOrder").intValue()).isEqualTo(2);
        assertThat(rows.get(4).get("nominalOrder").intValue()).isEqualTo(3);
        assertThat(rows.get(5).get("nominalOrder").intValue()).isEqualTo(2);
    }

    /// From t 0.5 on, where the model's answer changes within the first step.
    @Test
    void withoutExactHistoryTheStartCapsTheOrder() {
        assertThat(order("true")).isGreaterThan(3.7);
        assertThat(order("false")).isLessThan(2.5);
    }

    private static double order(String exactHistory) {
        return rows("[deis-tab]", "--steps", "[160, 320]", "--t-start", "0.5", "--exact-history", exactHistory)
                .get(0)
                .get("order")
                .doubleValue();
    }

    @Test
    void resultAndReportHoldEveryFigure() throws IOException {
        var session = Session.run(
                "orders",
                "--model",
                "{type: gaussian, mean: [1, 2, 3], std: 0.5}",
                "--schedule",
                "edm",
                "--set",
                "sigmaMax=20",
                "--set",
                "sigmaMin=0.1",
                "--grid",
                "karras",
                "--samplers",
                "[heun]",
                "--steps",
                "[10, 20, 40]",
                "--out",
                folder.toString());
        assertThat(session.code()).as(session.err()).isEqualTo(0);
        assertThat(session.out()).contains("heun", "nominal order", "report: ");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("orders.png", "orders.svg", "orders.csv", "report.json", "index.html");
        assertThat(Files.readAllLines(folder.resolve("orders.csv"))).hasSize(4);
        var result =
                JobFile.parse(Files.readString(folder.resolve("report.json"))).get("result");
        var row = result.get("rows").get(0);
        assertThat(row.get("steps").toString()).isEqualTo("[10,20,40]");
        assertThat(row.get("evaluations").toString()).isEqualTo("[20,40,80]");
        assertThat(row.get("errors")).hasSize(3);
        assertThat(row.get("maxErrors").get(0).doubleValue())
                .isGreaterThanOrEqualTo(row.get("errors").get(0).doubleValue());
        assertThat(row.get("orders")).hasSize(2);
        assertThat(result.get("count").intValue()).isEqualTo(16);
        assertThat(result.get("dimension").intValue()).isEqualTo(3);
    }

    @Test
    void errorsOfRoundingGiveNoOrder() {
        var row = rows("[{name: deis-rhork, tableau: 4rk}]", "--steps", "[1000, 4000]")
                .get(0);
        assertThat(row.get("errors").get(1).doubleValue()).isLessThan(1e-11);
        assertThat(row.get("orders").get(0).isNull()).isTrue();
        assertThat(row.has("order")).isFalse();
    }

    @Test
    void anInterruptKeepsTheSamplersThatAreDone() {
        var asked = new AtomicInteger();
        var job = JobFile.object().put("command", "orders");
        job.set("samplers", JobFile.parse("[ddim, heun, deis-tab]"));
        job.set("steps", JobFile.parse("[20, 40]"));
        Cancellation afterTheFirst = () -> asked.incrementAndGet() > 16 + 60 + 30;
        var result = CommandSet.prepare(new OrdersCommand(), job).run(new Run(Progress.NONE, afterTheFirst, false));
        assertThat(result.cancelled()).isTrue();
        assertThat(result.json().get("rows")).hasSize(1);
        assertThat(result.json().get("interrupted").booleanValue()).isTrue();
    }

    @Test
    void jobsWithoutAnOrderAreRefused() {
        assertRefused(
                "model: orders are measured against the exact flow: expected gaussian or gaussian-mixture",
                "orders",
                "--model",
                "digits");
        assertRefused(
                "sampler dpm-sde draws noise: expected one that follows the flow (eta or sChurn 0)",
                "orders",
                "--samplers",
                "[dpm-sde]");
        assertRefused(
                "sampler ddim ends without noise, where no order is defined: expected denoiseToZero false",
                "orders",
                "--samplers",
                "[{name: ddim, denoiseToZero: true}]");
        assertRefused(
                "dpm-adaptive chooses its steps while it runs: it has no plan beforehand",
                "orders",
                "--samplers",
                "[dpm-adaptive]");
        assertRefused(
                "steps: 1 of them: expected at least 2, an order is seen between two", "orders", "--steps", "[9]");
        assertRefused("steps 40, 20: expected each larger than the one before", "orders", "--steps", "[40, 20]");
        assertRefused("steps 0: expected 1 ... 100,000", "orders", "--steps", "[0, 20]");
        assertRefused("count 0: expected 1 ... 10,000", "orders", "--count", "0");
        assertRefused("samplers: none, expected at least one", "orders", "--samplers", "[]");
    }
}
