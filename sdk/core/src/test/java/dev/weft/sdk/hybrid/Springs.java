package dev.weft.sdk.hybrid;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.mechanics.Duffing;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Springs that harden, or do not, driven by a force that jumps every eight rows; the position is read with noise. */
final class Springs {
    static final double NOISE = 2e-4;

    private Springs() {}

    /** With the cubic force as large as the linear one at 3 cm, where the mass often is. */
    static MeasuredSeries hardening(long seed, int rows) {
        return run(new Duffing(), new double[] {0.25, 300, 3e5, 0.6}, seed, rows);
    }

    static MeasuredSeries linear(long seed, int rows) {
        return run(new MassSpringDamper(), new double[] {0.25, 300, 0.6}, seed, rows);
    }

    private static MeasuredSeries run(PhysicsPrior prior, double[] parameters, long seed, int rows) {
        Random random = new Random(seed);
        double[] times = new double[rows];
        double[][] inputs = new double[rows][1];
        double level = 0;
        for (int i = 0; i < rows; i++) {
            times[i] = 0.01 * i;
            level = i % 8 == 0 ? 24 * random.nextDouble() - 12 : level;
            inputs[i][0] = level;
        }
        Trajectory run = new Simulator(prior).run(parameters, new double[] {0.02, 0}, times, inputs);
        double[][] outputs = new double[rows][];
        for (int i = 0; i < rows; i++) {
            outputs[i] = new double[] {run.outputs(i)[0] + NOISE * random.nextGaussian(), Double.NaN};
        }
        return new MeasuredSeries("spring", times, inputs, outputs);
    }

    /** A mass on a linear spring, fitted to a series; its mass is known. */
    static CalibrationResult calibrated(MeasuredSeries series) {
        return new Calibrator(
                        new MassSpringDamper(),
                        new CalibrationSettings(LeastSquaresSettings.STANDARD.withStarts(3), Map.of("mass", 0.25))
                                .withNoiseFitted(false))
                .calibrate(List.of(series), "ab", done -> {});
    }
}
