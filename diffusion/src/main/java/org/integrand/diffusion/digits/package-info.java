/// The digits model: a class-conditional U-Net for MNIST and the classifier that judges its samples; their training.
/// Read `DigitUNet` first.
@NullMarked
package org.integrand.diffusion.digits;

import org.jspecify.annotations.NullMarked;
