package org.integrand.diffusion.sampler;

import java.util.Locale;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// What a sampler of one formula a step does between two noise levels. To zero noise each falls back to
/// order 1, x = D.
public sealed interface StepFormula {
    /// What it works with.
    Prediction prediction();

    /// Most evaluations a step.
    int evaluations();

    /// Evaluates and advances the sample.
    void write(PlanBuilder plan, NoiseSchedule schedule, NoiseLevel s, NoiseLevel t);

    /// Order 1, that is Euler's method for dv / drho = eps. EDM's Euler, DDIM, DPM-Solver-1, and Euler's
    /// method of flow matching. NOISE and DATA give the same numbers; from zero signal only DATA is
    /// defined.
    record Euler(Prediction prediction) implements StepFormula {
        public Euler {
            ExponentialStep.requireSupported(prediction);
        }

        /// In the noise form.
        public Euler() {
            this(Prediction.NOISE);
        }

        @Override
        public int evaluations() {
            return 1;
        }

        @Override
        public void write(PlanBuilder plan, NoiseSchedule schedule, NoiseLevel s, NoiseLevel t) {
            Stages.first(plan, new ExponentialStep(s, t, prediction));
        }
    }

    /// A Runge-Kutta method in rho; HEUN_2 is EDM's Heun.
    record RungeKutta(RhoTableau tableau) implements StepFormula {
        @Override
        public Prediction prediction() {
            return Prediction.NOISE;
        }

        @Override
        public int evaluations() {
            return tableau.stages();
        }

        @Override
        public void write(PlanBuilder plan, NoiseSchedule schedule, NoiseLevel s, NoiseLevel t) {
            var step = new ExponentialStep(s, t, Prediction.NOISE);
            if (t.noiseless()) Stages.first(plan, step);
            else new Stages(plan).rungeKutta(step, schedule, tableau);
        }
    }

    /// DPM-Solver of order 2 with its stage at lambda_s + r h. With noise prediction and r = 1/2 EDM's
    /// DPM2, whose stage lies at the geometric mean of the noise levels; with data prediction DPM-Solver++
    /// 2S.
    /// Sources: Lu et al., arXiv 2206.00927, algorithm 4; arXiv 2211.01095, algorithm 1.
    record TwoStages(Prediction prediction, double r) implements StepFormula {
        public TwoStages {
            ExponentialStep.requireSupported(prediction);
            requireInside(r);
        }

        @Override
        public int evaluations() {
            return 2;
        }

        @Override
        public void write(PlanBuilder plan, NoiseSchedule schedule, NoiseLevel s, NoiseLevel t) {
            var step = new ExponentialStep(s, t, prediction);
            if (t.noiseless()) {
                Stages.first(plan, step);
                return;
            }
            var stages = new Stages(plan);
            Evaluation p = plan.evaluate(s);
            Evaluation p1 = stages.stage(step, p, Stages.between(schedule, s, t, r));
            stages.second(step, SolverType.DPMSOLVER, p, p1);
        }
    }

    /// DPM-Solver++ (SDE), single-step: ancestral steps of DDIM, to the middle at lambda_s + r h, then from
    /// the start again to the end with the prediction (1 - 1 / (2 r)) D_s + D_1 / (2 r). It draws its
    /// noise itself.
    /// Source: k-diffusion, `sample_dpmpp_sde`.
    ///
    /// @param eta   how much noise, 1 is usual, 0 makes it DPM-Solver++ 2S in DDIM's steps
    /// @param noise factor of the noise
    record TwoStagesSde(double r, double eta, double noise) implements StepFormula {
        public TwoStagesSde {
            requireInside(r);
            ExponentialStep.requireEta(eta);
        }

        @Override
        public Prediction prediction() {
            return Prediction.DATA;
        }

        @Override
        public int evaluations() {
            return 2;
        }

        @Override
        public void write(PlanBuilder plan, NoiseSchedule schedule, NoiseLevel s, NoiseLevel t) {
            Evaluation d = plan.evaluate(s);
            if (t.noiseless()) {
                new Stages(plan).first(new ExponentialStep(s, t, Prediction.DATA), d);
                return;
            }
            NoiseLevel middle = Stages.between(schedule, s, t, r);
            var first = new Stochasticity.Ancestral(eta, noise).split(schedule, s, middle);
            var half = new ExponentialStep(s, first.down(), Prediction.DATA);
            double back = middle.alpha() / first.down().alpha();
            if (first.up() == 0) plan.combine(Register.U, half.carry(), d.times(half.gain(1)));
            else
                plan.combine(
                        Register.U,
                        back * half.carry(),
                        d.times(back * half.gain(1)),
                        plan.draw(0, s, middle).times(middle.alpha() * noise * first.up()));
            Evaluation d1 = plan.evaluate(Register.U, middle);
            var whole = new Stochasticity.Ancestral(eta, noise).split(schedule, s, t);
            var step = new ExponentialStep(s, whole.down(), Prediction.DATA);
            double share = 1 / (2 * r);
            plan.advance(step.carry(), d.times((1 - share) * step.gain(1)), d1.times(share * step.gain(1)));
            if (whole.up() > 0) plan.perturb(t.alpha() / whole.down().alpha(), t.alpha() * noise * whole.up(), 1, s, t);
        }
    }

    private static void requireInside(double r) {
        if (!(r > 0 && r <= 1)) throw new IllegalArgumentException("stage at r " + r + ": expected 0 < r <= 1");
    }

    /// What it is, for the name of a plan.
    default String description() {
        return switch (this) {
            case Euler _ -> "euler";
            case RungeKutta(RhoTableau tableau) -> tableau.spelling();
            case TwoStages(Prediction prediction, double r) ->
                "2S " + prediction.name().toLowerCase(Locale.ROOT) + " r " + r;
            case TwoStagesSde sde -> "2S sde r " + sde.r + " eta " + sde.eta;
        };
    }
}
