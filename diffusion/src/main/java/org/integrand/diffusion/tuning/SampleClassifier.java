package org.integrand.diffusion.tuning;

/// A classifier of samples that can be differentiated.
public interface SampleClassifier {
    /// -log p(label | x) of each sample of the batch; its gradient goes into `gradient`, sample by sample.
    double[] crossEntropy(float[] samples, int[] labels, float[] gradient);

    /// The class that each sample is read as.
    int[] read(float[] samples);
}
