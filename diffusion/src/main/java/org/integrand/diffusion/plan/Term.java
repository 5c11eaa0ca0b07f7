package org.integrand.diffusion.plan;

/// One summand of a weighted sum.
public record Term(Register register, double coefficient) {
    public Term {
        if (!Double.isFinite(coefficient))
            throw new IllegalArgumentException(
                    "coefficient of " + register + " is " + coefficient + ": expected a finite number");
    }
}
