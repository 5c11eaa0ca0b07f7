/// Denoising networks from ONNX files of any make. Read `OnnxSignature` first.
@NullMarked
package org.integrand.diffusion.onnx;

import org.jspecify.annotations.NullMarked;
