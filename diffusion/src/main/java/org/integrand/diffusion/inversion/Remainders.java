package org.integrand.diffusion.inversion;

import java.util.Arrays;

/// What is left over when whole numbers are multiplied by fractions, kept so that the multiplication
/// can be undone:
///
///     B = B d + (x mod d),  x = x div d,  x = x n + (B mod n),  B = B div n
///
/// multiplies x by n / d and moves log2(d / n) bits into the information buffer B; the same with n and
/// d exchanged undoes it exactly. There is a buffer for each of a row of numbers. It holds its newest
/// part in one long, and older parts as words of 32 bits on a stack (asymmetric numeral systems); below
/// them there are zeros without end, so that a multiplication may also come first that takes bits out
/// (n > d).
///
/// Source of the buffer: D. Maclaurin, D. Duvenaud, R. Adams, "Gradient-based hyperparameter
/// optimization through reversible learning", ICML 2015, section 2.3; of its form: J. Duda, arXiv
/// 1311.2540.
final class Remainders {
    private static final int WORD = 32;
    private static final long LOW = 0xffffffffL;

    private final int numerator;
    private final int denominator;
    private final long least;
    private final long[] newest;
    private final int[][] words;
    private final int[] count;
    private final long[] zeros;

    /// @param size     how many numbers
    /// @param fraction n / d, the only one that is used
    Remainders(int size, Fraction fraction) {
        this.numerator = fraction.numerator();
        this.denominator = fraction.denominator();
        long both = (long) numerator * denominator;
        this.least = (1L << 30) / both * both; // a multiple of n and d, so that every step has one inverse
        this.newest = new long[size];
        Arrays.fill(newest, least);
        this.words = new int[size][4];
        this.count = new int[size];
        this.zeros = new long[size];
    }

    /// x n / d, rounded down but for what the buffer gives.
    long multiply(int i, long x) {
        return exchange(i, x, denominator, numerator);
    }

    /// The number of which [#multiply] gave x, when it was the last that is not undone.
    long divide(int i, long x) {
        return exchange(i, x, numerator, denominator);
    }

    private long exchange(int i, long x, int from, int to) {
        push(i, Math.floorMod(x, from), from);
        return Math.addExact(Math.multiplyExact(Math.floorDiv(x, from), to), pop(i, to));
    }

    /// B = B base + digit.
    private void push(int i, long digit, int base) {
        long b = newest[i];
        while (b >= (least << WORD) / base) {
            pushWord(i, (int) b);
            b >>>= WORD;
        }
        newest[i] = b * base + digit;
    }

    /// B mod base, B = B div base.
    private long pop(int i, int base) {
        long b = newest[i];
        long digit = b % base;
        b /= base;
        while (b < least) b = b << WORD | popWord(i);
        newest[i] = b;
        return digit;
    }

    private void pushWord(int i, int word) {
        if (word == 0 && count[i] == 0 && zeros[i] > 0) {
            zeros[i]--;
            return;
        }
        if (count[i] == words[i].length) words[i] = Arrays.copyOf(words[i], 2 * count[i]);
        words[i][count[i]++] = word;
    }

    private long popWord(int i) {
        if (count[i] > 0) return words[i][--count[i]] & LOW;
        zeros[i]++;
        return 0;
    }

    /// Bits in the buffer of number i, beyond those it began with; fewer than 0 when some were taken
    /// out.
    double bits(int i) {
        return WORD * (count[i] - (double) zeros[i]) + Math.log((double) newest[i] / least) / Math.log(2);
    }

    /// Whether everything is undone.
    boolean untouched() {
        for (int i = 0; i < newest.length; i++) if (newest[i] != least || count[i] != 0 || zeros[i] != 0) return false;
        return true;
    }
}
