package org.integrand.app.solve;

import java.util.List;
import org.integrand.app.job.Key;

/// What of a right-hand side is integrated exactly, for the exponential methods.
///
/// @param linear variables, whose whole equations are; definitions and parameters, each term with which is
record SemilinearSpec(
        @Key("names as in split, of terms that are linear with constant coefficients")
        List<String> linear) {}
