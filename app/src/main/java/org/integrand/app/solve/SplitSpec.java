package org.integrand.app.solve;

import java.util.List;
import org.integrand.app.job.Key;

/// What is stiff of a right-hand side, for the implicit-explicit methods.
///
/// @param stiff variables, whose whole equations are; definitions and parameters, each term with which is
record SplitSpec(
        @Key(
                "names of variables, for their whole equations, and of definitions and parameters, for each term that uses them")
        List<String> stiff) {}
