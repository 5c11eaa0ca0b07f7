/// Neural models: described once (`network`), trained with libtorch (`torch`, `train`), exported to and run from ONNX
/// files (`onnx`). Read `network.Operations` first.
@NullMarked
package org.integrand.neural;

import org.jspecify.annotations.NullMarked;
