package org.integrand.diffusion.model;

/// A set of samples as numbers.
final class SamplesInMemory implements SampleSet {
    private final double[][] samples;

    SamplesInMemory(double[][] samples) {
        if (samples.length == 0 || samples[0].length == 0)
            throw new IllegalArgumentException("samples: none, expected at least one of at least one component");
        for (int i = 0; i < samples.length; i++)
            if (samples[i].length != samples[0].length)
                throw new IllegalArgumentException("samples[" + i + "]: " + samples[i].length + " components, expected "
                        + samples[0].length + " as in the first");
        this.samples = samples;
    }

    @Override
    public int count() {
        return samples.length;
    }

    @Override
    public int dimension() {
        return samples[0].length;
    }

    @Override
    public void read(int index, int from, int to, double[] into) {
        System.arraycopy(samples[index], from, into, 0, to - from);
    }
}
