package org.integrand.diffusion.model;

/// A finite set of samples of one length, read piece by piece: it may hold more than would fit into memory as numbers
/// of double precision. Safe for reading by several threads.
public interface SampleSet {
    /// How many samples, at least 1.
    int count();

    /// Length of a sample, at least 1.
    int dimension();

    /// into[0], into[1], ... = components `from` ... `to` - 1 of sample `index`.
    void read(int index, int from, int to, double[] into);

    /// Samples from memory, `[sample][component]`; they are not copied.
    ///
    /// @throws IllegalArgumentException when there are none, or when they differ in length
    static SampleSet of(double[][] samples) {
        return new SamplesInMemory(samples);
    }
}
