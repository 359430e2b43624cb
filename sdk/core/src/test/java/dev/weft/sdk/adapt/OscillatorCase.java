package dev.weft.sdk.adapt;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.LinearOscillator;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** A mass on a spring whose parameters are certain: the filter in weight space is then linear in the two states. */
final class OscillatorCase {
    static final double STEP = 0.1;
    private static final double[] PARAMETERS = {2, 50, 1.5};
    private static final double[] SENSORS = {0.05, 0.3};
    private static final double[] WANDERING = {0.1, 0.7};
    private static final double[] SPREADS = {0.4, 2};

    final LinearOscillator exact = new LinearOscillator(PARAMETERS[0], PARAMETERS[1], PARAMETERS[2], STEP);
    final RealMatrix q = squares(WANDERING).scalarMultiply(STEP);
    final RealMatrix r = squares(SENSORS);
    final RealMatrix p0 = squares(SPREADS);
    final RealVector x0 = new ArrayRealVector(new double[] {0.7, 0.5});
    final PhysicsModel model;
    final MeasuredSeries series;

    OscillatorCase(int readings, boolean gaps) {
        MassSpringDamper prior = new MassSpringDamper();
        double[] theta = WeightLayout.of(prior)
                .toWeights(new double[] {PARAMETERS[0], PARAMETERS[1], PARAMETERS[2], x0.getEntry(0), x0.getEntry(1)});
        model = new PhysicsModel(
                prior,
                GaussianEstimate.independent(theta, new double[] {0, 0, 0, SPREADS[0], SPREADS[1]}),
                new NoiseModel(SENSORS, WANDERING, 0),
                STEP,
                ModelCard.nominal());
        series = Lab.measure(
                prior,
                PARAMETERS,
                new double[] {1, -1},
                Lab.times(readings, STEP),
                Lab.jumps(readings, 3, 5, new double[] {-10, 10}),
                SENSORS,
                11);
        for (int i = 0; gaps && i < readings; i++) {
            if (i % 3 == 1) {
                series.outputs(i)[0] = Double.NaN;
            }
            if (i % 5 == 1) {
                series.outputs(i)[1] = Double.NaN;
            }
        }
    }

    /** The rows of H, y and R that were measured at a reading. */
    RealMatrix measuredRows(int i) {
        double[] y = series.outputs(i);
        int[] rows = java.util.stream.IntStream.range(0, 2)
                .filter(k -> !Double.isNaN(y[k]))
                .toArray();
        RealMatrix h = MatrixUtils.createRealMatrix(Math.max(1, rows.length), 2);
        for (int k = 0; k < rows.length; k++) {
            h.setEntry(k, rows[k], 1);
        }
        return h;
    }

    boolean isMeasured(int i) {
        return !Double.isNaN(series.outputs(i)[0]) || !Double.isNaN(series.outputs(i)[1]);
    }

    RealVector measured(int i) {
        return new ArrayRealVector(java.util.Arrays.stream(series.outputs(i))
                .filter(v -> !Double.isNaN(v))
                .toArray());
    }

    TextbookKalman textbook() {
        return new TextbookKalman(x0, p0);
    }

    double correct(TextbookKalman kalman, int i) {
        if (!isMeasured(i)) {
            return 0;
        }
        RealMatrix h = measuredRows(i);
        return kalman.correct(h, measured(i), h.multiply(r).multiplyTransposed(h));
    }

    void propagate(TextbookKalman kalman, int i) {
        kalman.propagate(exact.f, exact.b.mapMultiply(series.inputs(i)[0]), q);
    }

    private static RealMatrix squares(double[] values) {
        return MatrixUtils.createRealDiagonalMatrix(
                java.util.Arrays.stream(values).map(v -> v * v).toArray());
    }
}
