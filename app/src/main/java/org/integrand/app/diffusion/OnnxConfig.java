package org.integrand.app.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import org.integrand.app.job.Key;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.onnx.Condition;

/// What the inputs and the output of an ONNX file mean: the model file beside it. What it leaves out is read off the
/// graph ([OnnxGraph]).
public record OnnxConfig(
        @Key("input of the states, floats of four axes (default: the only such input)")
        Optional<String> sample,

        @Key("order of the states' axes after the batch (default: channels-last where only the last axis is 4 or less)")
        Optional<Layout> layout,

        @Key(value = "channels of a state (default: as in the graph)", min = 1, max = 65_536)
        OptionalInt channels,

        @Key(value = "rows of a state (default: as in the graph)", min = 1, max = 65_536)
        OptionalInt height,

        @Key(value = "columns of a state (default: as in the graph)", min = 1, max = 65_536)
        OptionalInt width,

        @Key("input of the time, floats or 64-bit integers, one a state or one in all (default: told by its name)")
        Optional<String> timestep,

        @Key("what the time input is told: the time t, the place (t - 1/levels) levels in a table of noise levels, "
                + "sigma / alpha, or ln(sigma / alpha) / 4 (default: index for integers and an input named timestep,"
                + " sigma for one named sigma, log-sigma with scaling edm, else time)")
        Optional<Label> label,

        @Key(value = "factor of the label, for example 1000 for a flow that counts t in thousandths", otherwise = "1")
        double labelScale,

        @Key(
                value =
                        "noise levels of the table that index counts (default: those of a discrete schedule, else 1000)",
                min = 1,
                max = 1_000_000)
        OptionalInt levels,

        @Key("output of the prediction (default: the only output)")
        Optional<String> output,

        @Key("what is predicted (default: noise): noise or epsilon; data or sample; v or v-prediction; flow, the"
                + " velocity eps - x_0; score")
        Optional<Said> prediction,

        @Key(
                value = "what the input is multiplied by: nothing; unit-variance, 1 / sqrt(alpha^2 + sigma^2), for"
                        + " networks that are told the noise level; edm, the preconditioning of Karras et al. with"
                        + " sigmaData, which predicts the data",
                otherwise = "none")
        Scaling scaling,

        @Key(value = "edm: standard deviation of the data", otherwise = "0.5", min = 0, above = true, max = 1e6)
        double sigmaData,

        @Key("input of the class labels, 64-bit integers, one a state (default: told by its name)")
        Optional<String> classInput,

        @Key(value = "how many classes there are, 0 ... classes - 1", min = 1, max = 1_000_000)
        OptionalInt classes,

        @Key(value = "label that stands for no class, which guidance needs", min = -1_000_000, max = 1_000_000)
        OptionalInt noClass,

        @Key(
                value =
                        "inputs that are the same for all states, for example the embedding of a text, each {input: its name,"
                                + " file: its numbers for one state (.npy, .json or .csv), none: the same without the condition,"
                                + " which guidance points away from}",
                otherwise = "[]")
        List<Fixed> conditions,

        @Key(
                "the schedule that the network was trained on; at equal signal-to-noise ratio it serves any other (default:"
                        + " the job's)")
        Optional<ScheduleSpec> schedule) {
    /// An input that is the same for all states.
    public record Fixed(
            @Key("the input, floats of a batch axis and others")
            String input,

            @Key("file of its numbers for one state: .npy, .json or .csv")
            String file,

            @Key("file of its numbers without the condition, which guidance points away from")
            Optional<String> none) {
        Condition condition() {
            return new Condition(input, numbers(file), none.map(Fixed::numbers).orElse(new float[0]));
        }

        private static float[] numbers(String file) {
            double[][] rows = NumberFile.read(Path.of(file));
            double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
            float[] numbers = new float[all.length];
            for (int i = 0; i < all.length; i++) numbers[i] = (float) all[i];
            return numbers;
        }
    }

    /// Orders of axes.
    public enum Layout {
        CHANNELS_FIRST,
        CHANNELS_LAST
    }

    /// Time labels.
    public enum Label {
        TIME,
        INDEX,
        SIGMA,
        LOG_SIGMA
    }

    /// Scalings of the input.
    public enum Scaling {
        NONE,
        UNIT_VARIANCE,
        EDM
    }

    /// Predictions, by their names here and in other libraries.
    public enum Said {
        NOISE(Prediction.NOISE),
        EPSILON(Prediction.NOISE),
        DATA(Prediction.DATA),
        SAMPLE(Prediction.DATA),
        V(Prediction.V),
        V_PREDICTION(Prediction.V),
        FLOW(Prediction.FLOW),
        SCORE(Prediction.SCORE);

        private final Prediction prediction;

        Said(Prediction prediction) {
            this.prediction = prediction;
        }

        Prediction prediction() {
            return prediction;
        }
    }

    /// Everything is read off the graph.
    static final OnnxConfig NOTHING = JobReader.read(JobFile.object(), OnnxConfig.class);

    public OnnxConfig {
        Bounds.check(OnnxConfig.class, "sigmaData", sigmaData);
        Bounds.check(OnnxConfig.class, "labelScale", labelScale);
        channels.ifPresent(n -> Bounds.check(OnnxConfig.class, "channels", n));
        height.ifPresent(n -> Bounds.check(OnnxConfig.class, "height", n));
        width.ifPresent(n -> Bounds.check(OnnxConfig.class, "width", n));
        levels.ifPresent(n -> Bounds.check(OnnxConfig.class, "levels", n));
        classes.ifPresent(n -> Bounds.check(OnnxConfig.class, "classes", n));
        noClass.ifPresent(n -> Bounds.check(OnnxConfig.class, "noClass", n));
        if (scaling == Scaling.EDM && prediction.isPresent() && prediction.get().prediction() != Prediction.DATA)
            throw new IllegalArgumentException("prediction: " + prediction.get().prediction()
                    + " beside scaling edm, which predicts the data: leave it out");
    }

    /// Reads a model file.
    ///
    /// @throws Failure in one line: which file, which key, which value
    static OnnxConfig read(Path file) {
        if (!Files.exists(file)) throw new Failure("model file " + file + " does not exist");
        try {
            return JobReader.read(JobFile.readOne(file), OnnxConfig.class);
        } catch (JobException e) {
            throw new Failure("model file " + file + ": " + e.getMessage(), e);
        }
    }
}
