package org.integrand.diffusion.usf;

import java.util.List;
import org.integrand.diffusion.sampler.Interpolation;

/// All that is decided of one step, which leads from the newest point of the history, or an older one, to a
/// new time:
///
///     x_t = carry x_s + gain(1) P_s + sum_(k = 1)^(order - 1) R_k gain(k + 1) h^k P^(k),
///
/// P the prediction in its form, P^(k) its derivatives at s estimated from the history, R_1 a relaxation.
///
/// @param to            the time it leads to
/// @param form          what is a polynomial along the step
/// @param interpolation in which variable it is one; with EMPIRICAL only in lambda
/// @param start         index of the history it starts from: -1, the newest, for a multistep method; -2, -3
///     for the later stages of a single step
/// @param derivatives   how the 1st, 2nd, ... are estimated, none for order 1
public record Decision(
        double to,
        Form form,
        Interpolation interpolation,
        int start,
        List<Derivative> derivatives,
        Corrector corrector) {
    public Decision {
        derivatives = List.copyOf(derivatives);
    }

    /// A multistep step of an order in lambda, with full estimation and no corrector.
    public static Decision multistep(double to, Form form, int order) {
        return new Decision(to, form, Interpolation.LAMBDA, -1, Derivative.full(order), Corrector.NONE);
    }

    /// Taylor order of the predictor, 1 is DDIM.
    public int order() {
        return derivatives.size() + 1;
    }

    /// To another time.
    public Decision withTo(double time) {
        return new Decision(time, form, interpolation, start, derivatives, corrector);
    }

    /// In another form.
    public Decision with(Form other) {
        return new Decision(to, other, interpolation, start, derivatives, corrector);
    }

    /// In another variable.
    public Decision with(Interpolation variable) {
        return new Decision(to, form, variable, start, derivatives, corrector);
    }

    /// With other derivatives; a corrector is made anew for them.
    public Decision with(List<Derivative> others) {
        return new Decision(to, form, interpolation, start, others, Corrector.after(corrector.kind(), start, others));
    }

    /// With the usual corrector of a kind, see [Corrector#after].
    public Decision with(Corrector.Kind kind) {
        return new Decision(to, form, interpolation, start, derivatives, Corrector.after(kind, start, derivatives));
    }

    /// With a corrector.
    public Decision with(Corrector other) {
        return new Decision(to, form, interpolation, start, derivatives, other);
    }

    /// With a factor on its first derivative; of order 1 as it is.
    public Decision with(Relaxation relaxation, double c) {
        if (derivatives.isEmpty()) return this;
        var all = new java.util.ArrayList<>(derivatives);
        all.set(0, all.get(0).with(relaxation, c));
        return new Decision(to, form, interpolation, start, all, corrector);
    }
}
