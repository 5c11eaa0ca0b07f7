package org.integrand.neural.train;

import org.bytedeco.pytorch.Tensor;
import org.integrand.neural.network.Operations;

/// What a training run makes small: the loss of one batch.
@FunctionalInterface
public interface Objective {
    /// The loss (a scalar tensor) of the batch of that step. The batch must depend on `step` alone, so that a resumed
    /// run sees the same ones.
    Tensor loss(Operations<Tensor> ops, long step);
}
