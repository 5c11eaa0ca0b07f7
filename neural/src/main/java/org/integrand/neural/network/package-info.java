/// What a network computes, written once against `Operations` and read by several interpreters; its weights and their
/// file.
@NullMarked
package org.integrand.neural.network;

import org.jspecify.annotations.NullMarked;
