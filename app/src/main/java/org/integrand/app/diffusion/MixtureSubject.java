package org.integrand.app.diffusion;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.integrand.app.job.Run;
import org.integrand.diffusion.model.ClassifierFreeGuidance;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.DifferentiableLikelihood;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.DoubleSpace;
import tools.jackson.databind.node.ObjectNode;

/// A mixture, one of its components as a class of it, or the mixture guided towards that class.
///
/// @param drawn the component, counted from 0; without it the whole mixture
/// @param scale weight of the class's model, 1 - scale that of the mixture
/// @param classless whether a classifier alone knows of the class
record MixtureSubject(
        GaussianMixture mixture, NoiseSchedule schedule, OptionalInt drawn, double scale, boolean classless)
        implements Subject<double[]> {
    /// Numbers in a batch: a few of its states fit the second-level cache.
    private static final int BATCH_NUMBERS = 16_384;

    MixtureSubject {
        int count = mixture.components().size();
        if (drawn.isPresent() && !classless) checkComponent(drawn.getAsInt(), count);
        if (drawn.isEmpty() && scale != 1 && !classless)
            throw new IllegalArgumentException(
                    "guidance " + scale + ": a mixture is guided towards a class, expected class 0 ... " + (count - 1));
    }

    private static void checkComponent(int k, int count) {
        if (k < 0 || k >= count)
            throw new IllegalArgumentException(
                    "class " + k + ": expected 0 ... " + (count - 1) + ", the number of a component of the mixture");
    }

    static MixtureSubject of(ModelSpec.Exact spec, Wish wish) {
        return new MixtureSubject(
                spec.mixture(), wish.plans().noise(), wish.drawn(), wish.guidance(), wish.classless());
    }

    @Override
    public MixtureSubject on(Plans plans) {
        return new MixtureSubject(mixture, plans.noise(), drawn, scale, classless);
    }

    @Override
    public int dimension() {
        return mixture.dimension();
    }

    @Override
    public Precision<double[]> precision() {
        return Precision.DOUBLE;
    }

    @Override
    public int batch() {
        return Math.max(1, BATCH_NUMBERS / dimension());
    }

    /// By the engine, which is exact to far below the error of any sampler.
    @Override
    public Reference reference(Subject<double[]> asked, Plans plans, double[][] initial, Run run) {
        return Reference.flow(asked, plans, initial, run);
    }

    @Override
    public Reference reference(Subject<double[]> asked, Plans plans, Plan plan, double[][] initial, Run run) {
        return Reference.flow(asked, plan, initial, run);
    }

    @Override
    public DiffusionModel<double[]> model(int first, int samples) {
        var whole = mixture.on(schedule, prediction());
        if (drawn.isEmpty() || classless) return whole;
        return new ClassifierFreeGuidance<>(
                component(drawn.getAsInt()), whole, DoubleSpace.of(samples * dimension()), scale);
    }

    private DifferentiableModel<double[]> component(int k) {
        return only(k).on(schedule, prediction());
    }

    private GaussianMixture only(int k) {
        return new GaussianMixture(List.of(mixture.components().get(k)));
    }

    @Override
    public DifferentiableModel<double[]> differentiable(int first, int samples) {
        var whole = mixture.parametricOn(schedule, prediction());
        if (drawn.isEmpty() || classless) return whole;
        return new DifferentiableGuidance<>(
                only(drawn.getAsInt()).parametricOn(schedule, prediction()),
                whole,
                DoubleSpace.of(samples * dimension()),
                scale);
    }

    /// `weights`, `means` and `std` of the job, which the class's model has in common with the whole; `guidance`.
    @Override
    public void parameters(Map<String, double[]> groups, ObjectNode into) {
        int count = mixture.components().size();
        var whole = new MixtureGradient(count, dimension());
        groups.forEach((name, gradient) -> {
            if (name.equals("scale")) into.put("guidance", gradient[0]);
            else if (name.startsWith("conditional."))
                whole.add(name.substring(name.indexOf('.') + 1), gradient, drawn.orElseThrow());
            else whole.add(name.substring(name.indexOf('.') + 1), gradient, 0);
        });
        whole.write(into);
    }

    @Override
    public DifferentiableLikelihood<double[]> posterior(int count) {
        if (drawn.isEmpty())
            throw new IllegalArgumentException(
                    "classifier posterior: a mixture is guided towards a class, expected class" + " 0 ... "
                            + (mixture.components().size() - 1));
        checkComponent(drawn.getAsInt(), mixture.components().size());
        return DifferentiableLikelihood.posterior(
                component(drawn.getAsInt()),
                mixture.on(schedule, prediction()),
                schedule,
                DoubleSpace.of(count * dimension()));
    }

    /// The noise, but where there is a time without signal v, which determines noise and data there as well.
    private Prediction prediction() {
        return schedule.at(schedule.tMax()).signalless() ? Prediction.V : Prediction.NOISE;
    }
}
