package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.ExactHistory;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.engine.run.Progress;
import org.integrand.engine.space.DoubleSpace;
import tools.jackson.databind.node.ObjectNode;

/// Samplers run with more and more steps, their errors against the exact flow and the orders between them.
///
/// @param ladders the plans of each sampler, by number of steps
record OrderMeasurement(
        OrdersJob job, MixtureSubject subject, List<Ladder> ladders, double[][] initial, Optional<ReportFolder> report)
        implements Work {
    /// A sampler's plans.
    record Ladder(SamplerSpec sampler, List<Plan> plans) {}

    /// What was measured of a sampler: an error a plan, root mean square and largest over all components, and an
    /// order between two neighbours, empty where rounding decides.
    record Row(Ladder ladder, double[] rms, double[] largest, List<OptionalDouble> orders) {
        /// The last order that is one.
        OptionalDouble order() {
            for (int i = orders.size() - 1; i >= 0; i--) if (orders.get(i).isPresent()) return orders.get(i);
            return OptionalDouble.empty();
        }
    }

    /// Errors below this are rounding, or the reference's own.
    private static final double ROUNDING = 1e-11;

    /// @throws IllegalArgumentException when a sampler has no plan, draws noise or ends without noise
    static OrderMeasurement of(OrdersJob job) {
        var plans = job.plans();
        var subject = MixtureSubject.of(job.exact(), new Wish(plans, OptionalInt.empty(), 1, Optional.empty()));
        var initial =
                job.start().of(plans.startDeviation(OptionalInt.empty()), subject.dimension(), job.count(), job.seed());
        var ladders = job.samplers().stream()
                .map(sampler -> new Ladder(
                        sampler,
                        Arrays.stream(job.steps())
                                .mapToObj(n -> plan(plans, sampler, n))
                                .toList()))
                .toList();
        return new OrderMeasurement(
                job, subject, ladders, initial, job.out().map(Path::of).map(ReportFolder::at));
    }

    private static Plan plan(Plans plans, SamplerSpec sampler, int steps) {
        var plan =
                sampler.sampler().compile(plans.noise(), plans.grid().grid(), steps, plans.start(), plans.end(steps));
        if (plan.stochastic())
            throw new IllegalArgumentException("sampler " + sampler.label()
                    + " draws noise: expected one that follows the flow (eta or sChurn 0)");
        if (plan.steps().getLast().to().noiseless())
            throw new IllegalArgumentException("sampler " + sampler.label()
                    + " ends without noise, where no order is defined: expected denoiseToZero false");
        return plan;
    }

    @Override
    public Result run(Run run) {
        long began = System.nanoTime();
        var reference = subject.reference(
                job.plans(), initial, new Run(run.progress().part(0, 0.3), run.cancellation(), false));
        var histories = new HashMap<List<Double>, List<double[]>>();
        var rows = new ArrayList<Row>();
        for (Ladder ladder : ladders) {
            var part = run.progress()
                    .part(0.3 + 0.7 * rows.size() / ladders.size(), 0.3 + 0.7 * (rows.size() + 1) / ladders.size());
            try {
                rows.add(row(ladder, reference, histories, new Run(part, run.cancellation(), false)));
            } catch (CancellationException e) {
                if (rows.isEmpty()) throw e;
                break;
            }
        }
        var json = result(rows, reference, (System.nanoTime() - began) * 1e-9);
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("orders")) : Optional.empty());
        folder.ifPresent(f -> OrdersReport.write(f, JobWriter.write("orders", job), rows, json));
        String text = OrdersReport.text(rows)
                + folder.map(f -> "report: " + f.path().resolve("index.html")).orElse("");
        return new Result(json, text, rows.size() < ladders.size());
    }

    private Row row(Ladder ladder, Reference reference, Map<List<Double>, List<double[]>> histories, Run run) {
        int n = ladder.plans().size();
        double[] rms = new double[n];
        double[] largest = new double[n];
        for (int i = 0; i < n; i++) {
            var plan = ladder.plans().get(i);
            run.progress().at((double) i / n, ladder.sampler().label());
            double[] distance = reference.distance(samples(plan, histories, run));
            rms[i] = distance[0];
            largest[i] = distance[1];
        }
        double floor = Math.max(ROUNDING, 10 * reference.error());
        var orders = new ArrayList<OptionalDouble>();
        for (int i = 1; i < n; i++) {
            double refined = (double) ladder.plans().get(i).steps().size()
                    / ladder.plans().get(i - 1).steps().size();
            orders.add(
                    rms[i] < floor || refined == 1
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Math.log(rms[i - 1] / rms[i]) / Math.log(refined)));
        }
        return new Row(ladder, rms, largest, orders);
    }

    private double[][] samples(Plan plan, Map<List<Double>, List<double[]>> histories, Run run) {
        double[] start = subject.precision().batch(initial, 0, initial.length);
        var model = subject.model(0, initial.length);
        double[] times = job.exactHistory() ? ExactHistory.times(plan) : new double[0];
        var known = histories.computeIfAbsent(
                Arrays.stream(times).boxed().toList(),
                _ -> times.length == 0
                        ? List.of()
                        : new ReferenceFlow(job.plans().noise(), model)
                                .path(plan.steps().getFirst().from().t(), start, times));
        double[] x = new ExactHistory<>(plan, DoubleSpace.of(start.length), known)
                .run(model, start, StepObserver.reporting(Progress.NONE, run.cancellation()));
        double[][] rows = new double[initial.length][];
        for (int i = 0; i < rows.length; i++) rows[i] = subject.precision().row(x, i, subject.dimension());
        return rows;
    }

    private ObjectNode result(List<Row> rows, Reference reference, double seconds) {
        var plans = rows.stream().flatMap(row -> row.ladder().plans().stream()).toList();
        var json = JobFile.object()
                .put("command", "orders")
                .put("evaluations", plans.stream().mapToInt(Plan::evaluations).sum())
                .put("steps", plans.stream().mapToInt(p -> p.steps().size()).sum())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("count", initial.length)
                .put("dimension", subject.dimension())
                .put("exactHistory", job.exactHistory())
                .put("reference", reference.method())
                .put("referenceError", reference.error());
        var table = json.putArray("rows");
        for (Row row : rows) {
            var node = table.addObject().put("sampler", row.ladder().sampler().label());
            node.put("nominalOrder", NominalOrder.of(row.ladder().sampler()));
            row.order().ifPresent(order -> node.put("order", order));
            var steps = node.putArray("steps");
            var evaluations = node.putArray("evaluations");
            for (Plan plan : row.ladder().plans()) {
                steps.add(plan.steps().size());
                evaluations.add(plan.evaluations());
            }
            var errors = node.putArray("errors");
            for (double error : row.rms()) errors.add(error);
            var largest = node.putArray("maxErrors");
            for (double error : row.largest()) largest.add(error);
            var orders = node.putArray("orders");
            for (OptionalDouble order : row.orders())
                order.ifPresentOrElse(value -> orders.add(value), orders::addNull);
        }
        if (rows.size() < ladders.size()) json.put("interrupted", true);
        json.putArray("files");
        return json;
    }
}
