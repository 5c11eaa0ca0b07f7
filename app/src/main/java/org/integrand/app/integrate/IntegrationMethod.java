package org.integrand.app.integrate;

/// The methods of `integrate`.
enum IntegrationMethod {
    AUTO,
    GAUSS_KRONROD,
    TANH_SINH,
    GAUSS_LEGENDRE,
    CUBATURE,
    MONTE_CARLO,
    SOBOL
}
