@NullMarked
package org.integrand.neural.onnx;

import org.jspecify.annotations.NullMarked;
