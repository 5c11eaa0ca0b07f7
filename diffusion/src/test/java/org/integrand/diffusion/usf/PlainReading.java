package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.sampler.Phi;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A schedule in lambda run as its definition reads: a history of points, derivatives by solving the system of
/// Taylor differences, integrals of the statistics from the noisy end. One sample; another implementation than
/// the compiler's throughout.
final class PlainReading {
    private record Point(NoiseLevel at, double[] x, double[] eps, double[] data, double[] f) {
        double[] in(Form form) {
            return switch (form) {
                case NOISE -> eps;
                case DATA -> data;
                case EMPIRICAL -> f;
            };
        }

        Point withState(double[] other) {
            return new Point(at, other, eps, data, f);
        }
    }

    private final NoiseSchedule schedule;
    private final DiffusionModel<double[]> model;
    private final double[] mean;
    private final Optional<EmpiricalStatistics> statistics;
    private final List<Point> history = new ArrayList<>();
    int evaluations;

    PlainReading(
            NoiseSchedule schedule,
            DiffusionModel<double[]> model,
            double[] mean,
            Optional<EmpiricalStatistics> statistics) {
        this.schedule = schedule;
        this.model = model;
        this.mean = mean;
        this.statistics = statistics;
    }

    double[] run(SolverSchedule solver, double[] start) {
        history.add(first(solver.first(), schedule.at(solver.from()), start));
        double[] x = start;
        for (int i = 0; i < solver.steps().size(); i++) {
            Decision step = solver.steps().get(i);
            boolean last = i == solver.steps().size() - 1;
            NoiseLevel t = schedule.at(step.to());
            x = advance(step.form(), history.size() + step.start(), t, step.derivatives());
            if (last && !step.corrector().present()) break;
            history.add(asked(x, t));
            if (!step.corrector().present()) continue;
            x = advance(
                    step.form(),
                    history.size() + step.corrector().start(),
                    t,
                    step.corrector().derivatives());
            boolean again = step.corrector().kind() == Corrector.Kind.IMPLICIT && !last;
            history.set(
                    history.size() - 1, again ? asked(x, t) : history.getLast().withState(x));
        }
        return solver.denoiseToZero()
                ? asked(x, schedule.at(solver.steps().getLast().to())).data
                : x;
    }

    private Point first(FirstValue value, NoiseLevel at, double[] x) {
        if (value == FirstValue.MODEL) return asked(x, at);
        double[] eps = new double[x.length];
        for (int i = 0; i < x.length; i++)
            eps[i] = switch (value) {
                case UNIT -> x[i] / Math.hypot(at.alpha(), at.sigma());
                case ZERO -> x[i] / at.sigma();
                default -> (x[i] - at.alpha() * mean[i]) / at.sigma();
            };
        return point(x, at, eps);
    }

    private Point asked(double[] x, NoiseLevel at) {
        double[] eps = new double[x.length];
        model.evaluate(x, at.t(), eps);
        evaluations++;
        return point(x, at, eps);
    }

    private Point point(double[] x, NoiseLevel at, double[] eps) {
        double[] data = new double[x.length];
        double[] f = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            data[i] = (x[i] - at.sigma() * eps[i]) / at.alpha();
            if (statistics.isPresent())
                f[i] = (at.sigma() * eps[i] - statistics.get().l()[index(at)][i] * x[i]) / at.alpha();
        }
        return new Point(at, x, eps, data, f);
    }

    private int index(NoiseLevel at) {
        var s = statistics.orElseThrow();
        double n = s.points() - 1;
        return (int) Math.rint((at.halfLogSnr() - s.first()) / (s.last() - s.first()) * n);
    }

    private double[] advance(Form form, int from, NoiseLevel t, List<Derivative> derivatives) {
        Point s = history.get(from);
        double h = t.halfLogSnr() - s.at.halfLogSnr();
        double[] x = new double[s.x.length];
        for (int i = 0; i < x.length; i++) {
            Kernel kernel = form == Form.EMPIRICAL ? new Statistical(s.at, t, i) : new Exact(form, s.at, t);
            x[i] = kernel.carry() * s.x[i] + kernel.integral(0) * s.in(form)[i] + kernel.drift();
            for (int k = 1; k <= derivatives.size(); k++) {
                Derivative d = derivatives.get(k - 1);
                double z = form == Form.DATA ? -h : h;
                double factor = switch (d.relaxation()) {
                    case NONE -> 1;
                    case DPM_SOLVER_2, UNIPC_BH2 -> 0.5 * z * Math.expm1(z) / (Math.expm1(z) - z);
                    case UNIPC_BH1 -> 0.5 * z * z / (Math.expm1(z) - z);
                    case PLUS_HALF_EXP -> 1 + 0.5 * Math.expm1(z);
                    case MINUS_HALF_EXP -> 1 - 0.5 * Math.expm1(z);
                    case LINEAR -> 1 + d.coefficient() * h;
                    case HALF -> 0.5;
                };
                x[i] += factor * kernel.integral(k) * derivative(form, s, d, k, i, kernel);
            }
        }
        return x;
    }

    /// sum_j w_j delta_j^i / i! = [i = k].
    private double derivative(Form form, Point s, Derivative d, int k, int component, Kernel kernel) {
        int q = d.points().size();
        var matrix = new DMatrixRMaj(q, q);
        var unit = new DMatrixRMaj(q, 1);
        double[] difference = new double[q];
        for (int j = 0; j < q; j++) {
            Point p = history.get(history.size() + d.points().get(j));
            double delta = p.at.halfLogSnr() - s.at.halfLogSnr();
            double power = 1;
            for (int i = 1; i <= q; i++) {
                power *= delta / i;
                matrix.set(i - 1, j, power);
            }
            difference[j] = kernel.carried(p.at, p.in(form)[component]) - s.in(form)[component];
        }
        unit.set(k - 1, 0, 1);
        var w = new DMatrixRMaj(q, 1);
        CommonOps_DDRM.solve(matrix, unit, w);
        double sum = 0;
        for (int j = 0; j < q; j++) sum += w.get(j, 0) * difference[j];
        return sum;
    }

    private interface Kernel {
        double carry();

        double integral(int k);

        default double drift() {
            return 0;
        }

        default double carried(NoiseLevel at, double value) {
            return value;
        }
    }

    private record Exact(Form form, NoiseLevel s, NoiseLevel t) implements Kernel {
        @Override
        public double carry() {
            return form == Form.NOISE ? t.alpha() / s.alpha() : t.sigma() / s.sigma();
        }

        @Override
        public double integral(int k) {
            double h = t.halfLogSnr() - s.halfLogSnr();
            return form == Form.NOISE
                    ? -t.sigma() * Math.pow(h, k + 1) * Phi.phi(k + 1, h)
                    : t.alpha() * Math.pow(h, k + 1) * Phi.phi(k + 1, -h);
        }
    }

    /// With all integrals from the noisy end of the grid, as the release has them.
    private final class Statistical implements Kernel {
        private final NoiseLevel s;
        private final NoiseLevel t;
        private final double[] l;
        private final double[] sum;
        private final double[] b;
        private final double[] i;
        private final double[] c;
        private final double spacing;

        Statistical(NoiseLevel s, NoiseLevel t, int component) {
            this.s = s;
            this.t = t;
            var all = statistics.orElseThrow();
            int n = all.points();
            double[][] ofL = all.l();
            double[][] ofS = all.s();
            double[][] ofB = all.b();
            spacing = (all.last() - all.first()) / (n - 1);
            l = cumulative(n, p -> ofL[p][component]);
            sum = cumulative(n, p -> ofS[p][component]);
            b = cumulative(n, p -> Math.exp(-sum[p]) * ofB[p][component]);
            i = cumulative(n, p -> Math.exp(l[p] + sum[p]));
            c = cumulative(n, p -> Math.exp(l[p] + sum[p]) * b[p]);
        }

        private double[] cumulative(int n, java.util.function.IntToDoubleFunction f) {
            double[] sums = new double[n];
            for (int p = 1; p < n; p++)
                sums[p] = sums[p - 1] + spacing / 2 * (f.applyAsDouble(p - 1) + f.applyAsDouble(p));
            return sums;
        }

        @Override
        public double carry() {
            return t.alpha() / s.alpha() * Math.exp(l[index(s)] - l[index(t)]);
        }

        @Override
        public double drift() {
            int from = index(s);
            int to = index(t);
            return -t.alpha() * Math.exp(-l[to]) * (c[to] - c[from] - b[from] * (i[to] - i[from]));
        }

        @Override
        public double integral(int k) {
            int from = index(s);
            int to = index(t);
            double factorial = 1;
            for (int j = 2; j <= k; j++) factorial *= j;
            double f = factorial;
            double[] e = cumulative(
                    l.length,
                    p -> Math.exp(l[p] + sum[p] - l[from] - sum[from]) * Math.pow((p - from) * spacing, k) / f);
            return -t.alpha() * Math.exp(l[from] - l[to]) * (e[to] - e[from]);
        }

        @Override
        public double carried(NoiseLevel at, double value) {
            int p = index(at);
            int from = index(s);
            return Math.exp(sum[from] - sum[p]) * value - Math.exp(sum[from]) * (b[p] - b[from]);
        }
    }
}
