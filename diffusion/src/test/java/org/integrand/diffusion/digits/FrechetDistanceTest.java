package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    /// A set of 2 n vectors with mean m and covariance exactly c^2 I (2n / (2n - 1) for the unbiased estimate).
    private static FeatureMoments cross(double[] mean, double radius) {
        var moments = new FeatureMoments(mean.length);
        for (int i = 0; i < mean.length; i++)
            for (int sign = -1; sign <= 1; sign += 2) {
                var vector = new float[mean.length];
                for (int j = 0; j < mean.length; j++) vector[j] = (float) (mean[j] + (i == j ? sign * radius : 0));
                moments.add(vector, 0);
            }
        return moments;
    }

    @Test
    void equalMomentsHaveDistanceZero() {
        var sample = cross(new double[] {1, -2, 0.5, 3}, 2);
        assertThat(new FrechetDistance(sample.mean(), sample.covariance()).to(sample))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void isotropicGaussiansHaveTheClosedForm() {
        var one = cross(new double[] {1, 0, 0, 0}, 2);
        var other = cross(new double[] {0, 0, 2, 0}, 1);
        double c1 = Math.sqrt(one.covariance().get(0, 0));
        double c2 = Math.sqrt(other.covariance().get(0, 0));
        double expected = 1 + 4 + 4 * (c1 - c2) * (c1 - c2);
        assertThat(new FrechetDistance(one.mean(), one.covariance()).to(other)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void inOneRotatedPlaneItIsTheBuresDistance() {
        // tr (A^1/2 B A^1/2)^1/2 of 2 x 2 matrices is sqrt(tr(AB) + 2 sqrt(det A det B))
        var a = new DMatrixRMaj(new double[][] {{2, 0.7}, {0.7, 1}});
        var random = new SplittableRandom(4);
        var sample = new FeatureMoments(2);
        for (int i = 0; i < 50; i++) {
            double u = random.nextGaussian();
            sample.add(new float[] {(float) u, (float) (random.nextGaussian() - 0.8 * u)}, 0);
        }
        var b = sample.covariance();
        double product = a.get(0, 0) * b.get(0, 0) + 2 * a.get(0, 1) * b.get(0, 1) + a.get(1, 1) * b.get(1, 1);
        double determinants = (2 - 0.49) * (b.get(0, 0) * b.get(1, 1) - b.get(0, 1) * b.get(0, 1));
        double expected = 3 + b.get(0, 0) + b.get(1, 1) - 2 * Math.sqrt(product + 2 * Math.sqrt(determinants));
        assertThat(new FrechetDistance(sample.mean(), a).to(sample)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void momentsOfAUnionAreThoseOfAllVectorsAndCanBeTakenOut() {
        var one = cross(new double[] {1, 2}, 1);
        var two = cross(new double[] {0, 5}, 3);
        var union = cross(new double[] {1, 2}, 1);
        union.add(two, 1);
        assertThat(union.count()).isEqualTo(8);
        assertThat(union.mean()).containsExactly(0.5, 3.5);
        union.add(two, -1);
        assertThat(union.mean()).containsExactly(one.mean());
    }
}
