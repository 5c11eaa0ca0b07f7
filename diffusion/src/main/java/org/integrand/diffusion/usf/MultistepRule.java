package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.schedule.NoiseLevel;

/// How a multistep solver decides: step i has order min(order, i + 1), less at the end if lowered, and 1 to zero
/// noise; each derivative is estimated from all its points.
///
/// @param ofSecondOrder      relaxation of steps of order 2
/// @param ofSecondDerivative factor on the second derivative of steps of order 3
/// @param corrector          relaxation of a pseudo corrector of order 2, if there is one
/// @param again              whether steps of order 1 have an implicit corrector
/// @param zero               steps to zero noise after the last one that count for lowering
record MultistepRule(
        Form form,
        Interpolation variable,
        int order,
        Lowering lowering,
        Relaxation ofSecondOrder,
        Relaxation ofSecondDerivative,
        Optional<Relaxation> corrector,
        List<Integer> uncorrected,
        boolean again,
        int zero) {
    MultistepRule(Form form, Interpolation variable, int order, Lowering lowering) {
        this(form, variable, order, lowering, Relaxation.NONE, Relaxation.NONE, Optional.empty(), List.of(), false, 0);
    }

    MultistepRule secondOrder(Relaxation relaxation) {
        return new MultistepRule(
                form, variable, order, lowering, relaxation, ofSecondDerivative, corrector, uncorrected, again, zero);
    }

    MultistepRule secondDerivative(Relaxation relaxation) {
        return new MultistepRule(
                form, variable, order, lowering, ofSecondOrder, relaxation, corrector, uncorrected, again, zero);
    }

    MultistepRule corrected(Relaxation relaxation, List<Integer> but) {
        return new MultistepRule(
                form,
                variable,
                order,
                lowering,
                ofSecondOrder,
                ofSecondDerivative,
                Optional.of(relaxation),
                but,
                again,
                zero);
    }

    MultistepRule askedAgain() {
        return new MultistepRule(
                form, variable, order, lowering, ofSecondOrder, ofSecondDerivative, corrector, uncorrected, true, zero);
    }

    MultistepRule countingZero() {
        return new MultistepRule(
                form, variable, order, lowering, ofSecondOrder, ofSecondDerivative, corrector, uncorrected, again, 1);
    }

    /// The decisions between some levels. A point without signal is infinitely far away from later steps, and
    /// not among theirs.
    List<Decision> steps(List<NoiseLevel> levels) {
        int count = levels.size() - 1;
        List<Decision> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean blind = levels.get(0).signalless();
            NoiseLevel end = levels.get(i + 1);
            boolean toZero = end.noiseless() && !(variable == Interpolation.RHO && form == Form.NOISE);
            int p = toZero ? 1 : lowering.order(Math.min(order, i + 1), i, count + zero);
            if (blind && p == i + 1) p = Math.max(1, p - 1);
            var step = new Decision(end.t(), form, variable, -1, derivatives(p), Corrector.NONE);
            steps.add(step.with(corrector(i, count, blind, end, step)));
        }
        return steps;
    }

    private List<Derivative> derivatives(int p) {
        List<Derivative> full = Derivative.full(p);
        return IntStream.range(0, full.size())
                .mapToObj(k -> switch (k) {
                    case 0 -> p == 2 ? full.get(0).with(ofSecondOrder, 0) : full.get(0);
                    case 1 -> p == 3 ? full.get(1).with(ofSecondDerivative, 0) : full.get(1);
                    default -> full.get(k);
                })
                .toList();
    }

    private Corrector corrector(int i, int count, boolean blind, NoiseLevel end, Decision step) {
        if (end.noiseless() || (blind && i == 0)) return Corrector.NONE;
        if (again) return Corrector.after(Corrector.Kind.IMPLICIT, -1, step.derivatives());
        if (corrector.isEmpty() || i == count - 1 || uncorrected.contains(i)) return Corrector.NONE;
        var usual = Corrector.after(Corrector.Kind.PSEUDO, -1, step.derivatives());
        return step.order() == 1 ? usual.with(corrector.get()) : usual;
    }
}
