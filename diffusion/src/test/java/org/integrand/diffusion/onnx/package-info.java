@NullMarked
package org.integrand.diffusion.onnx;

import org.jspecify.annotations.NullMarked;
