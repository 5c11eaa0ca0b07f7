package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class CoefficientTableTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DiffusionModel<double[]> MODEL = Toy.mixture().on(VP);

    /// Another program: it knows the table, the model, and where values are asked.
    private static double[] run(SolverSchedule schedule, double[] start) {
        CoefficientTable table = ScheduleCompiler.table(schedule, VP, ModelFacts.NONE);
        List<double[]> states = new ArrayList<>(List.of(start));
        List<double[]> values =
                new ArrayList<>(List.of(ask(start, table.levels().get(0))));
        for (int r = 0; r < table.rows().size(); r++) {
            CoefficientTable.Row row = table.rows().get(r);
            boolean corrector = row.kind() != Corrector.Kind.NONE;
            boolean last = row.to() == table.levels().size() - 1;
            double[] x = sum(row, states, values);
            if (!corrector) {
                states.add(x);
                boolean more = !last || r + 1 < table.rows().size();
                if (more) values.add(ask(x, table.levels().get(row.to())));
            } else {
                states.set(row.to(), x);
                if (row.kind() == Corrector.Kind.IMPLICIT && !last)
                    values.set(row.to(), ask(x, table.levels().get(row.to())));
            }
        }
        return states.getLast();
    }

    /// eps and D, one after the other.
    private static double[] ask(double[] x, NoiseLevel at) {
        double[] both = new double[4];
        double[] eps = new double[2];
        MODEL.evaluate(x, at.t(), eps);
        for (int i = 0; i < 2; i++) {
            both[i] = eps[i];
            both[2 + i] = (x[i] - at.sigma() * eps[i]) / at.alpha();
        }
        return both;
    }

    private static double[] sum(CoefficientTable.Row row, List<double[]> states, List<double[]> values) {
        double[] x = new double[2];
        for (int i = 0; i < 2; i++) {
            x[i] = row.carry().at(i) * states.get(row.from())[i];
            for (CoefficientTable.Weight weight : row.weights())
                x[i] += weight.weight().at(i) * values.get(weight.point())[row.form() == Form.DATA ? 2 + i : i];
        }
        return x;
    }

    @Test
    void aProgramThatHasTheTableGetsTheSample() {
        var schedules = new RandomSchedules(new Random(11), false);
        for (int i = 0; i < 40; i++) {
            SolverSchedule schedule = schedules.next().with(FirstValue.MODEL);
            double[] start = {0.3, -1.2};
            double[] expected =
                    new PlanExecutor<>(ScheduleCompiler.compile(schedule, VP), DoubleSpace.of(2)).run(MODEL, start);
            double[] actual = run(schedule, start);
            double size = Math.max(1, Math.max(Math.abs(expected[0]), Math.abs(expected[1])));
            if (!(size < 1e3)) continue;
            assertThat(Toy.difference(actual, expected)).as(schedule.key()).isLessThan(1e-9 * size);
        }
    }

    @Test
    void theTableIsWrittenALineASum() {
        var schedule = new SolverSchedule(
                1,
                List.of(
                        Decision.multistep(0.5, Form.NOISE, 1).with(Corrector.Kind.PSEUDO),
                        Decision.multistep(0.1, Form.NOISE, 2)));
        String csv = ScheduleCompiler.table(schedule, VP, ModelFacts.NONE).csv();
        assertThat(csv.lines().toList()).hasSize(4);
        assertThat(csv.lines().toList().get(0))
                .isEqualTo("to,t,lambda,part,form,from,carry,weight_0,weight_1,weight_2");
        assertThat(csv.lines().toList().get(2)).startsWith("1,0.5,").contains("pseudo corrector,noise_prediction,0,");
    }
}
