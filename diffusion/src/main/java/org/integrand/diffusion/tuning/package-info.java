/// What gradients of samples are for: conditions recovered from samples, weights tuned towards a style, noises
/// attacked within a box, samples guided by a loss of their estimated end. Read `Descent` and `ModelFamily`
/// first. States are batches of floats; mixtures are computed in double inside.
@NullMarked
package org.integrand.diffusion.tuning;

import org.jspecify.annotations.NullMarked;
