package org.integrand.diffusion.sampler;

import java.util.List;
import java.util.Optional;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Attempts;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// DPM-Solver-12 and -23: pairs of orders 1 and 2 (stage at 1/2) or 2 and 3 (stages at 1/3 and 2/3 of
/// lambda) that share their evaluations, with the step chosen by their difference,
/// [org.integrand.diffusion.plan.ErrorMeasure].
/// Source: Lu et al., DPM-Solver (arXiv 2206.00927), appendix C.
///
/// @param prediction NOISE or DATA
/// @param order      2 or 3, of the higher solution
/// @param control    how the next step follows from the error
/// @param compatibility as released, an attempt that repeats a rejected one asks for its start again, a step that
///     the end has cut short may be repeated as it is, and the run of POWER ends 1e-5 of time before its end
/// @param firstStep  the first step in lambda
public record DpmAdaptive(
        Prediction prediction,
        int order,
        SolverType solverType,
        Control control,
        Compatibility compatibility,
        double firstStep)
        implements AdaptiveSampler {
    /// A step that would leave less of lambda than this goes to the end.
    private static final double NEGLIGIBLE = 1e-10;

    private static final double CLOSE = 1e-5;
    private static final int MOST_ATTEMPTS = 100_000;

    /// How the next step follows from the error E of an attempt of order p.
    public enum Control {
        /// DPM-Solver: accepted when E <= 1, then and otherwise h <- 0.9 h E^(-1/p)
        POWER,
        /// k-diffusion: f = 1 + atan(E^(-1/p) - 1), accepted when f >= 0.81, h <- f h
        LIMITED
    }

    public DpmAdaptive {
        ExponentialStep.requireSupported(prediction);
        if (order != 2 && order != 3)
            throw new IllegalArgumentException("order " + order + " of adaptive dpm-solver: expected 2 or 3");
        if (!(firstStep > 0 && firstStep <= 10))
            throw new IllegalArgumentException("first step " + firstStep + " in lambda: expected 0 < step <= 10");
    }

    @Override
    public String name() {
        return "dpm-solver adaptive";
    }

    @Override
    public Attempts begin(NoiseSchedule schedule, double start, double end) {
        if (schedule.at(start).signalless())
            throw new IllegalArgumentException(
                    "adaptive run from t " + start + ", where alpha is 0 and lambda infinite: expected a later start");
        return new Course(this, schedule, schedule.at(start), schedule.at(end));
    }

    /// One run.
    private static final class Course implements Attempts {
        private final DpmAdaptive options;
        private final NoiseSchedule schedule;
        private final NoiseLevel end;
        private final double first;
        private final boolean ours;
        private NoiseLevel at;
        private NoiseLevel target;
        private double h;
        private boolean repeated;
        private int attempts;

        Course(DpmAdaptive options, NoiseSchedule schedule, NoiseLevel start, NoiseLevel end) {
            this.options = options;
            this.ours = options.compatibility == Compatibility.OURS;
            this.schedule = schedule;
            this.end = end;
            this.at = start;
            this.target = start;
            this.first = start.halfLogSnr();
            if (!(end.halfLogSnr() > first) || end.noiseless())
                throw new IllegalArgumentException("adaptive run from t " + start.t() + " to " + end.t()
                        + ": expected an end with less noise than the start, but some");
            this.h = options.firstStep;
            if (options.control == Control.LIMITED) h = Math.min(h, end.halfLogSnr() - first);
        }

        @Override
        public String sampler() {
            return "dpm-solver%s adaptive order %d"
                    .formatted(options.prediction == Prediction.DATA ? "++" : "", options.order);
        }

        @Override
        public Prediction prediction() {
            return options.prediction;
        }

        @Override
        public List<Register> registers() {
            return List.of(Register.U, Register.evaluation(0), Register.evaluation(1), Register.evaluation(2));
        }

        @Override
        public Optional<Step> next() {
            boolean close = !ours && options.control == Control.POWER && Math.abs(at.t() - end.t()) <= CLOSE;
            if (close || at.equals(end)) return Optional.empty();
            if (++attempts > MOST_ATTEMPTS)
                throw new ArithmeticException("adaptive run: more than " + MOST_ATTEMPTS + " attempts, at t " + at.t()
                        + " of " + end.t() + "; expected larger tolerances");
            double lambda = at.halfLogSnr() + h;
            if (!(lambda > at.halfLogSnr()))
                throw new ArithmeticException("adaptive run: the step has become " + h + " at t " + at.t()
                        + ", expected one that changes lambda; the tolerances are too small for this model");
            target = lambda >= end.halfLogSnr() - NEGLIGIBLE ? end : level(lambda);
            return Optional.of(attempt());
        }

        private NoiseLevel level(double lambda) {
            return schedule.at(Math.clamp(schedule.time(lambda), Math.min(at.t(), end.t()), Math.max(at.t(), end.t())));
        }

        private Step attempt() {
            var plan = new PlanBuilder(sampler(), options.prediction, 3);
            var low = new Stages(plan, LOW);
            var high = new Stages(plan, HIGH);
            var step = new ExponentialStep(at, target, options.prediction);
            plan.step(at, target);
            Evaluation p = plan.evaluate(at);
            if (options.order == 2) {
                low.first(step, p);
                high.second(step, options.solverType, p, low.stage(step, p, Stages.between(schedule, at, target, 0.5)));
            } else {
                Evaluation p1 = low.stage(step, p, Stages.between(schedule, at, target, 1 / 3.0));
                low.second(step, options.solverType, p, p1);
                Evaluation p2 =
                        high.secondStage(step, SolverType.TAYLOR, p, p1, Stages.between(schedule, at, target, 2 / 3.0));
                high.third(step, options.solverType, p, p1, p2);
            }
            return plan.single();
        }

        @Override
        public boolean startKnown() {
            return ours && repeated;
        }

        @Override
        public boolean judge(double error) {
            if (!Double.isFinite(error))
                throw new ArithmeticException("adaptive run: the error is " + error + " at t " + at.t()
                        + ", expected a finite number; the model's answer is not finite");
            double taken = target.halfLogSnr() - at.halfLogSnr();
            boolean accepted;
            if (options.control == Control.POWER) {
                accepted = error <= 1;
                h = 0.9 * h * Math.pow(error, -1.0 / options.order); // infinite for 0, cut below
            } else {
                double factor = 1 + Math.atan(Math.pow(1 / (error + 1e-8), 1.0 / options.order) - 1);
                accepted = factor >= 0.81;
                h = h * factor;
            }
            repeated = !accepted;
            if (accepted) at = target;
            else if (ours && h >= taken) h = 0.9 * taken; // the releases repeat a step that the end cut short
            if (options.control == Control.POWER) h = Math.min(h, end.halfLogSnr() - at.halfLogSnr());
            return accepted;
        }

        @Override
        public double progress() {
            return (at.halfLogSnr() - first) / (end.halfLogSnr() - first);
        }
    }
}
