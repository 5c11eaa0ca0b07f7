/// The interpreter that writes ONNX files, and the runtime that executes them.
@NullMarked
package org.integrand.neural.onnx;

import org.jspecify.annotations.NullMarked;
