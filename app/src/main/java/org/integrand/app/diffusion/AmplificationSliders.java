package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.inversion.Amplification;

/// The law of round trips by BDIA, error = roundoff gamma^(-N strength), to play with: what another gamma, other steps
/// or another strength would do.
final class AmplificationSliders {
    private AmplificationSliders() {}

    /// @param gamma where its slider stands
    /// @param steps likewise
    static void add(ReportPage page, double gamma, int steps, double strength) {
        String law = " * Math.pow(gamma, -Math.round(steps * strength))";
        page.live(
                "Rounding of a round trip by BDIA, before you run it",
                List.of(
                        new ReportPage.Slider("gamma", "gamma", 0.5, 1, 0.01, gamma),
                        new ReportPage.Slider("steps", "steps", 5, 200, 1, steps),
                        new ReportPage.Slider("strength", "strength", 0.05, 1, 0.05, strength)),
                List.of(
                        new ReportPage.Formula("relative error in double precision", Amplification.DOUBLE + law),
                        new ReportPage.Formula("in single precision", Amplification.FLOAT + law),
                        new ReportPage.Formula(
                                "least gamma for an error of 1e-3 in single precision",
                                "Math.pow(" + Amplification.FLOAT + " / " + Amplification.WORTH_A_WARNING
                                        + ", 1 / Math.max(1, Math.round(steps * strength)))")));
    }
}
