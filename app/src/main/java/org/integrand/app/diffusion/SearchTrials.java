package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.integrand.app.job.Run;
import org.integrand.diffusion.digits.DigitJudge;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.s3.EnergyScore;
import org.integrand.diffusion.s3.FrechetScore;
import org.integrand.diffusion.s3.Noises;
import org.integrand.diffusion.s3.Noises.Part;
import org.integrand.diffusion.s3.ScheduleSpace;
import org.integrand.diffusion.s3.Score;
import org.integrand.diffusion.s3.SlicedScore;
import org.integrand.diffusion.s3.TrajectoryScore;
import org.integrand.diffusion.s3.Trial;

/// The sets of noises of a search, with what the exact flow makes of them: for a mixture by the engine to 1e-9, for
/// other models by 100 evaluations of DPM-Solver++ of order 3.
final class SearchTrials implements AutoCloseable {
    private static final double TOLERANCE = 1e-9;
    private static final int CONVERGED = 100;

    private final SearchedProblem problem;
    private final Subject<?> subject;
    private final Noises noises;
    private final Optional<DigitJudge> judge;

    SearchTrials(SearchedProblem problem) {
        this.problem = problem;
        subject = problem.subject();
        noises = new Noises(problem.seed(), subject.dimension(), problem.plans().startDeviation(OptionalInt.empty()));
        judge = problem.objective() == SearchedProblem.Objective.FD_SMALL
                ? Optional.of(DigitModel.judge(1))
                : Optional.empty();
    }

    /// Checks that what is known of the model is of its size; closes what is open when it is not.
    ///
    /// @throws IllegalArgumentException when it is not
    void check(ScheduleSpace space) {
        space.facts().statistics().ifPresent(s -> check("statistics", s.size()));
        space.facts().mean().ifPresent(m -> check("mean of the data", m.size()));
    }

    private void check(String what, int size) {
        if (size == 1 || size == subject.dimension()) return;
        int expected = subject.dimension();
        close();
        throw new IllegalArgumentException(what + " " + problem.statistics().orElse("") + ": of " + size
                + " components, expected " + expected + " as the model has");
    }

    /// The first `count` noises of a part, and what samples made of them are compared with. Distances of sets have data
    /// of their own for each part.
    Trial trial(Part part, int count, Run run) {
        double[] states = noises.of(part, count);
        Score score = switch (problem.objective()) {
            case TRAJ, RMSE -> new TrajectoryScore(exact(states, run), subject.dimension());
            case ED -> new EnergyScore(data(part, count, run), subject.dimension());
            case SW ->
                new SlicedScore(data(part, count, run), subject.dimension(), SlicedScore.PROJECTIONS, problem.seed());
            case FD_SMALL -> new FrechetScore(judge.orElseThrow());
        };
        if (count < score.least())
            throw new IllegalArgumentException(
                    "noises: " + count + " of them, expected at least " + score.least() + " for objective fd-small");
        return new Trial(new SubjectRuns<>(subject), states, score);
    }

    /// Hold-out noises of digits, judged as a set.
    Trial judged(int count, DigitJudge digits) {
        return new Trial(new SubjectRuns<>(subject), noises.of(Part.HOLDOUT, count), new FrechetScore(digits));
    }

    private double[] data(Part part, int count, Run run) {
        int place = switch (part) {
            case SEARCH -> 0;
            case HOLDOUT -> 1;
            default -> 2;
        };
        int longest = Math.max(problem.onSearch(), Math.max(problem.onHoldout(), problem.sealed()));
        int numbers = subject.dimension();
        double[] all = noises.of(Part.DATA, place * longest + count);
        return exact(Arrays.copyOfRange(all, place * longest * numbers, all.length), run);
    }

    private double[] exact(double[] states, Run run) {
        if (subject instanceof MixtureSubject mixture) return flow(mixture, states, run);
        var plans = problem.plans();
        Plan fine = new Plans(plans.schedule(), new GridSpec.LogSnr(CONVERGED), plans.times())
                .plan(DpmSamplers.DpmSolver.plusPlus3M(), OptionalInt.of(CONVERGED));
        return batches(subject, fine, states, run);
    }

    private static <Y> double[] batches(Subject<Y> subject, Plan fine, double[] states, Run run) {
        int count = states.length / subject.dimension();
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++)
            rows[i] = Arrays.copyOfRange(states, i * subject.dimension(), (i + 1) * subject.dimension());
        double[][] ends = new Batches<>(subject, fine).run(rows, run).samples();
        run.cancellation().check();
        double[] flat = new double[states.length];
        for (int i = 0; i < count; i++)
            System.arraycopy(ends[i], 0, flat, i * subject.dimension(), subject.dimension());
        return flat;
    }

    private double[] flow(MixtureSubject mixture, double[] states, Run run) {
        var plans = problem.plans();
        int numbers = subject.dimension();
        double[] ends = new double[states.length];
        IntStream.range(0, states.length / numbers).parallel().forEach(i -> {
            run.cancellation().check();
            var flow = new ReferenceFlow(plans.noise(), mixture.model(i, 1), TOLERANCE);
            double[] end =
                    flow.at(plans.start(), Arrays.copyOfRange(states, i * numbers, (i + 1) * numbers), plans.end(0));
            System.arraycopy(end, 0, ends, i * numbers, numbers);
        });
        return ends;
    }

    @Override
    public void close() {
        judge.ifPresent(DigitJudge::close);
        subject.close();
    }
}
