package org.integrand.app.solve;

/// In whose sense dW is meant.
enum Calculus {
    /// g at the start of each step: increments have mean 0
    ITO,
    /// the limit of smooth noise, with the ordinary chain rule
    STRATONOVICH
}
