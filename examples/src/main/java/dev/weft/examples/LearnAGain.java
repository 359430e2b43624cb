package dev.weft.examples;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.steady.GainTrainer;
import dev.weft.sdk.steady.SteadyFilter;
import dev.weft.sdk.steady.SteadyModel;
import dev.weft.sdk.weights.WeightStructure;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Let tanks whose pump clogs teach a constant gain, and follow others with it: no covariance, no gradient. */
public final class LearnAGain {
    static final int ROWS = 1500;
    private static final double STEP = 4;
    private static final double SENSOR = 0.03;
    private static final Map<String, Double> KNOWN = Map.of(
            "upperOutflow",
            0.05,
            "lowerOutflow",
            0.05,
            "spillShare",
            0.5,
            "sensorKnee",
            5.0,
            "sensorSlopeLow",
            1.0,
            "sensorSlopeHigh",
            1.0);

    private LearnAGain() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    static SteadyModel run(PrintStream out) {
        PhysicsModel tanks = known();
        // structure begins
        WeightStructure structure = WeightStructure.of(tanks.prior());
        for (WeightStructure.Block block : structure.blocks()) {
            String entries = block.entries() + " of " + block.all();
            out.printf("%s  %-10s by %-10s  %8s", block.matrix(), block.rows(), block.columns(), entries);
            out.println("  " + block.kind() + (block.words().isEmpty() ? "" : ": " + block.words()));
        }
        // structure ends
        out.println();
        // learn begins
        List<MeasuredSeries> records = List.of(station(1), station(2));
        GainTrainer trainer = new GainTrainer(tanks);
        SteadyModel ofThePrior = trainer.averaged(records);
        SteadyModel learned = trainer.train(records);
        // learn ends
        MeasuredSeries other = station(3);
        tell(out, "the gain of the prior", ofThePrior, other);
        tell(out, "the gain that was learned", learned, other);
        tellKalman(out, "Kalman's, as it is", tanks, other);
        // Cleaned every 600 readings, by some 45 %: 0.45 / √600 a reading.
        double drift = 0.018 / Math.sqrt(STEP);
        tellKalman(
                out,
                "Kalman's, told how pumps age",
                tanks.withNoise(tanks.noise().withDrift(drift)),
                other);
        out.println();
        follow(out, learned, other);
        return learned;
    }

    private static void tell(PrintStream out, String words, SteadyModel steady, MeasuredSeries other) {
        out.printf(
                Locale.ROOT,
                "%-28s  error of the next reading %.4f V; 1 V of surprise moves the pump's gain by %.0f %%%n",
                words,
                GainTrainer.surprises(steady, List.of(other))[0],
                100 * steady.gain(0, 0));
    }

    private static void tellKalman(PrintStream out, String words, PhysicsModel model, MeasuredSeries other) {
        out.printf(Locale.ROOT, "%-28s  error of the next reading %.4f V%n", words, kalman(model, other));
    }

    private static void follow(PrintStream out, SteadyModel learned, MeasuredSeries other) {
        // follow begins
        SteadyFilter filter = new SteadyFilter(learned);
        double[] theta = learned.physics().start().mean();
        double[] expected = new double[1];
        for (int row = 0; row < other.length(); row++) {
            if (row > 0) {
                filter.propagate(theta, other, row - 1);
            }
            filter.expect(theta, other.inputs(row), expected);
            filter.correct(theta, expected, other.outputs(row));
            if (row % 300 == 299) {
                double gain = learned.physics().layout().toPhysical(theta)[0];
                out.printf(
                        Locale.ROOT,
                        "%5.0f s: the pump gives %.4f, in truth %.4f 1/s%n",
                        other.time(row),
                        gain,
                        pump(3, row));
            }
        }
        // follow ends
    }

    private static double kalman(PhysicsModel model, MeasuredSeries series) {
        WeightFilter filter = new WeightFilter(model);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = model.start();
        double squares = 0;
        for (int row = 0; row < series.length(); row++) {
            if (row > 0) {
                filter.propagate(theta, series, row - 1);
            }
            filter.expect(theta, series.inputs(row), expectation);
            double surprise = series.outputs(row)[0] - expectation.output(0);
            squares += surprise * surprise;
            filter.correct(theta, expectation, series.outputs(row));
        }
        return Math.sqrt(squares / series.length());
    }

    /** All is known of these tanks but how well their pump works today. */
    private static PhysicsModel known() {
        PhysicsModel model = PhysicsModel.nominal(new CascadedTanks(), STEP);
        for (Map.Entry<String, Double> parameter : KNOWN.entrySet()) {
            model = model.withKnown(parameter.getKey(), parameter.getValue());
        }
        return model;
    }

    /** Gain of a station's pump: it clogs over some forty minutes, and is cleaned. */
    private static double pump(int station, int row) {
        return 0.055 - 0.02 * ((row + 170 * station) % 600) / 600;
    }

    private static MeasuredSeries station(int station) {
        double[][] inputs = Simulated.levels(ROWS, 2, 5, station);
        Random random = new Random(station);
        Simulator simulator = new Simulator(new CascadedTanks());
        double[] times = new double[ROWS];
        double[][] outputs = new double[ROWS][];
        double[] levels = {6, 6};
        double[] values = {0, 0.05, 0.05, 0.5, 5, 1, 1};
        for (int row = 0; row < ROWS; row++) {
            times[row] = row * STEP;
            values[0] = pump(station, row);
            outputs[row] = new double[] {Math.min(10, levels[1]) + SENSOR * random.nextGaussian()};
            double[][] held = {inputs[row], inputs[row]};
            levels = simulator
                    .run(values, levels, new double[] {0, STEP}, held)
                    .states(1)
                    .clone();
        }
        return new MeasuredSeries("station " + station, times, inputs, outputs);
    }
}
