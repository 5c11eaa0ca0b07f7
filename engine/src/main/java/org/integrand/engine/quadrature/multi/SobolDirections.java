package org.integrand.engine.quadrature.multi;

import org.hipparchus.random.SobolSequenceGenerator;

/// Sobol's direction numbers of Joe and Kuo ("Constructing Sobol sequences with better two-dimensional
/// projections", SIAM J. Sci. Comput. 30, 2008), 32 digits each, as Hipparchus has them: point 2^k of
/// the sequence is v_k xor v_(k-1).
final class SobolDirections {
    private static final int DIGITS = 31;
    private static final int MOST = 1000;

    private static final int USUAL = 40;

    /// Read once: the file of all dimensions is long.
    private static final class Usual {
        private static final int[][] DIRECTIONS = read(USUAL);
    }

    private final int[][] directions;

    SobolDirections(int dimension) {
        if (dimension > MOST)
            throw new IllegalArgumentException("dimension " + dimension + ": expected at most " + MOST);
        directions = dimension <= USUAL ? Usual.DIRECTIONS : read(dimension);
    }

    private static int[][] read(int dimension) {
        int[][] directions = new int[dimension][DIGITS];
        var sequence = new SobolSequenceGenerator(dimension);
        for (int k = 0; k < DIGITS; k++) {
            double[] point = sequence.skipTo(1 << k);
            for (int j = 0; j < dimension; j++) {
                int digits = (int) (long) (point[j] * 0x1p32);
                directions[j][k] = k == 0 ? digits : digits ^ directions[j][k - 1];
            }
        }
        return directions;
    }

    /// From point `index` to the next, in Gray code's order.
    void advance(int[] digits, long index) {
        int k = Long.numberOfTrailingZeros(~index);
        for (int j = 0; j < digits.length; j++) digits[j] ^= directions[j][k];
    }
}
