package org.integrand.engine.quadrature.multi;

/// Owen's nested uniform scrambling of 32 binary digits: each digit is flipped or not by a random
/// choice that depends on all digits before it. Choices are hashes, so nothing is stored.
///
/// Source: A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", LNS 106 (1995).
final class Scrambling {
    private Scrambling() {}

    /// The scrambled number in (0, 1) of 32 digits; digits beyond are random.
    static double of(int digits, long key) {
        long scrambled = 0;
        for (int bit = 31; bit >= 0; bit--) {
            long before = bit == 31 ? 0 : digits >>> (bit + 1);
            long flip = mix(key + bit, before) >>> 63;
            scrambled = scrambled << 1 | ((digits >>> bit & 1) ^ flip);
        }
        long rest = mix(key - 1, digits) >>> 44; // 20 digits
        return ((scrambled << 20 | rest) + 0.5) * 0x1p-52;
    }

    /// A hash of two numbers (the finaliser of D. Stafford, "Mix13", twice).
    static long mix(long a, long b) {
        return finish(finish(a * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L) ^ b * 0xd1342543de82ef95L);
    }

    private static long finish(long z) {
        long y = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        y = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return y ^ y >>> 31;
    }
}
