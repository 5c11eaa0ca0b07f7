package org.integrand.diffusion.digits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.neural.onnx.OnnxModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says how good samples of digits are: the Frechet distance of the classifier's features to those of the training
/// images (`FD`, not FID), and the part of the samples that the classifier reads as the class that was asked for.
public final class DigitJudge implements AutoCloseable {
    /// Numbers of an image.
    public static final int PIXELS = DigitUNet.SIDE * DigitUNet.SIDE;
    /// Features of an image.
    public static final int FEATURES = DigitClassifier.FEATURES;

    private static final int BATCH = 256;
    private static final int GROUPS = 20;

    /// A value and its standard error.
    public record Estimate(double value, double standardError) {}

    /// The verdict on a set of samples. The standard errors are delete-a-group jackknife estimates over twenty
    /// groups of consecutive samples (FD; a group must hold all classes, or leaving it out would shift their
    /// balance), and binomial (agreement). `leaveOut` are the distances with each group left out: their
    /// differences between two samplers with common noise give the error of the difference.
    public record Verdict(int samples, Estimate frechetDistance, Estimate agreement, List<Double> leaveOut) {
        /// FD(this) - FD(other) for samples from common noise, with its standard error.
        public Estimate frechetDifference(Verdict other) {
            var differences = new ArrayList<Double>();
            for (int i = 0; i < leaveOut.size(); i++) differences.add(leaveOut.get(i) - other.leaveOut.get(i));
            return new Estimate(frechetDistance.value - other.frechetDistance.value, jackknife(differences));
        }
    }

    private final OnnxModel classifier;
    private final FrechetDistance distance;

    private DigitJudge(OnnxModel classifier, JsonNode reference) {
        this.classifier = classifier;
        int n = reference.path("mean").size();
        var mean = new double[n];
        var covariance = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            mean[i] = reference.path("mean").path(i).asDouble();
            for (int j = 0; j < n; j++)
                covariance.set(
                        i, j, reference.path("covariance").path(i).path(j).asDouble());
        }
        distance = new FrechetDistance(mean, covariance);
    }

    /// @param reference the moments of the training images' features, as `train` writes them
    static DigitJudge of(OnnxModel classifier, byte[] reference) {
        return new DigitJudge(classifier, JsonMapper.shared().readTree(reference));
    }

    /// The class that the classifier reads in each image.
    public int[] read(float[] images) {
        var classes = new int[images.length / PIXELS];
        classify(classifier, images, Progress.NONE, Cancellation.NONE, (index, features, scores, row) -> {
            int best = 0;
            for (int c = 1; c < DigitClassifier.CLASSES; c++)
                if (scores[row * DigitClassifier.CLASSES + c] > scores[row * DigitClassifier.CLASSES + best]) best = c;
            classes[index] = best;
        });
        return classes;
    }

    /// Judges samples `[sample][784]` against the classes that were asked for. Fewer samples than features give no
    /// meaningful distance: it is NaN then.
    public Verdict judge(float[] images, int[] labels, Progress progress, Cancellation cancellation) {
        int count = labels.length;
        if (images.length != count * PIXELS)
            throw new IllegalArgumentException(
                    "samples: " + images.length + " numbers for " + count + " labels, expected " + count * PIXELS);
        var groups = new ArrayList<FeatureMoments>();
        for (int g = 0; g < GROUPS; g++) groups.add(new FeatureMoments(DigitClassifier.FEATURES));
        int[] agreeing = {0};
        classify(classifier, images, progress, cancellation, (index, features, scores, row) -> {
            groups.get((int) ((long) index * GROUPS / count)).add(features, row * DigitClassifier.FEATURES);
            int asked = row * DigitClassifier.CLASSES + labels[index];
            boolean agrees = true;
            for (int c = 0; c < DigitClassifier.CLASSES; c++)
                agrees &= scores[row * DigitClassifier.CLASSES + c] <= scores[asked];
            if (agrees) agreeing[0]++;
        });
        double part = (double) agreeing[0] / count;
        var agreement = new Estimate(part, Math.sqrt(part * (1 - part) / count));
        if (count < 2 * DigitClassifier.FEATURES)
            return new Verdict(count, new Estimate(Double.NaN, Double.NaN), agreement, List.of());
        var all = new FeatureMoments(DigitClassifier.FEATURES);
        for (var group : groups) all.add(group, 1);
        var leaveOut = new ArrayList<Double>();
        for (var group : groups) {
            all.add(group, -1);
            leaveOut.add(distance.to(all));
            all.add(group, 1);
        }
        return new Verdict(
                count,
                new Estimate(distance.to(all), jackknife(leaveOut)),
                agreement,
                Collections.unmodifiableList(leaveOut));
    }

    /// The moments of images in groups of consecutive ones.
    public Groups moments(float[] images, int groups) {
        int count = images.length / PIXELS;
        var parts = new ArrayList<FeatureMoments>();
        for (int g = 0; g < groups; g++) parts.add(new FeatureMoments(FEATURES));
        classify(
                classifier,
                images,
                Progress.NONE,
                Cancellation.NONE,
                (index, features, _, row) ->
                        parts.get((int) ((long) index * groups / count)).add(features, row * FEATURES));
        return new Groups(parts);
    }

    /// Moments of some groups of images.
    public final class Groups {
        private final List<FeatureMoments> parts;

        private Groups(List<FeatureMoments> parts) {
            this.parts = parts;
        }

        /// All but one.
        public Groups without(int group) {
            var rest = new ArrayList<>(parts);
            rest.remove(group);
            return new Groups(rest);
        }

        /// The Frechet distance of all together.
        public double distance() {
            return distanceOf(parts);
        }

        /// That of infinitely many such images, from n and n / 2: 2 FD(n) - (FD(first half) + FD(second half)) / 2.
        public double extrapolatedDistance() {
            int half = parts.size() / 2;
            return 2 * distance()
                    - (distanceOf(parts.subList(0, half)) + distanceOf(parts.subList(half, parts.size()))) / 2;
        }

        private double distanceOf(List<FeatureMoments> some) {
            var all = new FeatureMoments(FEATURES);
            for (var part : some) all.add(part, 1);
            return distance.to(all);
        }
    }

    private static double jackknife(List<Double> leaveOut) {
        double mean = leaveOut.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
        double squares =
                leaveOut.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        return Math.sqrt(squares * (leaveOut.size() - 1) / leaveOut.size());
    }

    /// Receives one classified image: its index, and its row in the batch's features and scores.
    interface Classified {
        void accept(int index, float[] features, float[] scores, int row);
    }

    static void classify(
            OnnxModel classifier, float[] images, Progress progress, Cancellation cancellation, Classified each) {
        int count = images.length / PIXELS;
        for (int from = 0; from < count; from += BATCH) {
            cancellation.check();
            progress.at((double) from / count, "judging");
            int size = Math.min(BATCH, count - from);
            var batch = new float[size * PIXELS];
            System.arraycopy(images, from * PIXELS, batch, 0, batch.length);
            var features = new float[size * DigitClassifier.FEATURES];
            var scores = new float[size * DigitClassifier.CLASSES];
            classifier.evaluate(size, Map.of("sample", batch), Map.of("features", features, "scores", scores));
            for (int i = 0; i < size; i++) each.accept(from + i, features, scores, i);
        }
    }

    @Override
    public void close() {
        classifier.close();
    }
}
