package org.integrand.diffusion.s3;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.SolverType;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.usf.Corrector;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.KnownSchedules;
import org.integrand.diffusion.usf.SolverSchedule;

/// The solvers that a search begins with and has to beat: DDIM, DPM-Solver and DPM-Solver++ (multistep and
/// single-step, both types, with and without lowered last steps), UniPC and DEIS of orders 1 to 3, each on four grids
/// (even in log-SNR, in t, in sqrt(t), and EDM's with exponent 7) with exactly the evaluations of the space; where
/// statistics of the model are known, DPM-Solver-v3 of these orders too, with and without correctors.
final class KnownSolvers {
    private KnownSolvers() {}

    static List<Known> of(ScheduleSpace space) {
        Map<SolverSchedule, Known> all = new LinkedHashMap<>();
        for (var grid : grids().entrySet())
            for (var sampler : samplers().entrySet())
                schedule(space, sampler.getValue(), grid.getValue())
                        .ifPresent(s -> all.putIfAbsent(s, new Known(sampler.getKey() + ", " + grid.getKey(), s)));
        if (space.facts().statistics().isPresent())
            for (var grid : grids().entrySet())
                for (int order = 1; order <= 3; order++) {
                    String name = "dpm-solver-v3 " + order + "M";
                    for (var kind : List.of(Corrector.Kind.NONE, Corrector.Kind.PSEUDO))
                        byStatistics(space, order, kind, grid.getValue())
                                .ifPresent(s -> all.putIfAbsent(
                                        s,
                                        new Known(
                                                name
                                                        + (kind == Corrector.Kind.NONE ? ", " : " corrected, ")
                                                        + grid.getKey(),
                                                s)));
                }
        return List.copyOf(all.values());
    }

    /// Orders as the history allows, in the form of the statistics.
    private static Optional<SolverSchedule> byStatistics(
            ScheduleSpace space, int order, Corrector.Kind kind, TimeGrid grid) {
        return schedule(space, new Ddim(), grid).map(plain -> {
            var steps = new ArrayList<Decision>();
            for (var step : plain.steps()) {
                boolean last = steps.size() == plain.steps().size() - 1;
                int own = Math.min(order, steps.size() + 1);
                steps.add(Decision.multistep(step.to(), Form.EMPIRICAL, own).with(last ? Corrector.Kind.NONE : kind));
            }
            return new SolverSchedule(plain.from(), steps, plain.first(), plain.denoiseToZero());
        });
    }

    private static Map<String, TimeGrid> grids() {
        Map<String, TimeGrid> grids = new LinkedHashMap<>();
        grids.put("log-snr", new TimeGrid.LogSnr());
        grids.put("time-uniform", new TimeGrid.TimeUniform());
        grids.put("time-quadratic", new TimeGrid.TimePower(2));
        grids.put("karras", new TimeGrid.Karras(7));
        return grids;
    }

    private static Map<String, Sampler> samplers() {
        Map<String, Sampler> all = new LinkedHashMap<>();
        all.put("ddim", new Ddim());
        for (var form : List.of(Prediction.DATA, Prediction.NOISE)) {
            String plus = form == Prediction.DATA ? "++" : "";
            for (var lowering : List.of(Lowering.ALWAYS, Lowering.NEVER)) {
                String name = (lowering == Lowering.NEVER ? ", orders kept" : "");
                for (var type : SolverType.values())
                    all.put(
                            "dpm-solver" + plus + " 2M" + (type == SolverType.TAYLOR ? " taylor" : "") + name,
                            multistep(form, 2, type, lowering, Compatibility.OURS));
                for (var whose : Compatibility.values())
                    all.put(
                            "dpm-solver" + plus + " 3M" + (whose == Compatibility.RELEASE ? " release" : "") + name,
                            multistep(form, 3, SolverType.DPMSOLVER, lowering, whose));
                for (int order = 1; order <= 3; order++)
                    for (var variant : UniPc.Variant.values())
                        all.put(
                                "unipc-" + order + (variant == UniPc.Variant.BH1 ? " bh1" : "")
                                        + (form == Prediction.NOISE ? " noise" : "") + name,
                                new UniPc(order, variant, form, lowering, true, List.of(), false, false));
            }
            for (int order = 2; order <= 3; order++)
                for (var type : SolverType.values())
                    all.put(
                            "dpm-solver" + plus + " " + order + "S" + (type == SolverType.TAYLOR ? " taylor" : ""),
                            singlestep(form, order, type));
        }
        for (var variable : Interpolation.values())
            for (int degree = 1; degree <= 3; degree++) {
                var deis = new Deis(variable, degree);
                all.put(deis.name() + degree, deis);
            }
        return all;
    }

    private static DpmSolver multistep(
            Prediction form, int order, SolverType type, Lowering lowering, Compatibility whose) {
        return new DpmSolver(form, Method.MULTISTEP, order, type, lowering, false, false, whose);
    }

    private static DpmSolver singlestep(Prediction form, int order, SolverType type) {
        var solver = form == Prediction.DATA
                ? DpmSolver.plusPlus(Method.SINGLESTEP, order)
                : DpmSolver.noise(Method.SINGLESTEP, order);
        return solver.with(type);
    }

    /// With the evaluations of the space, and as many steps as its schedules have; empty where there is none such.
    private static Optional<SolverSchedule> schedule(ScheduleSpace space, Sampler sampler, TimeGrid grid) {
        return IntStream.iterate(space.evaluations(), steps -> steps >= 1, steps -> steps - 1)
                .boxed()
                .flatMap(steps -> made(space, sampler, grid, steps))
                .filter(s -> s.evaluations() == space.evaluations() && s.steps().size() == space.steps(s.first()))
                .findFirst();
    }

    /// Samplers refuse numbers of steps that they cannot meet.
    private static Stream<SolverSchedule> made(ScheduleSpace space, Sampler sampler, TimeGrid grid, int steps) {
        try {
            return Stream.of(KnownSchedules.of(sampler, space.schedule(), grid, steps, space.start(), space.end()));
        } catch (IllegalArgumentException _) {
            return Stream.empty();
        }
    }
}
