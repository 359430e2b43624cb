package dev.weft.sdk.forecast;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.IteratedSmoother;
import dev.weft.sdk.adapt.NoiseLevel;
import dev.weft.sdk.adapt.SeriesFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;

/** Run the filter along a series, row by row: within the context it learns, behind it it only propagates. */
final class FilterPass {
    private final PhysicsModel model;
    private final MeasuredSeries series;
    private final Adaptation adaptation;
    private final SeriesFilter filter;
    private final double[][] outputs;
    private final double[][] deviations;
    private int row;

    FilterPass(PhysicsModel model, Adaptation adaptation, MeasuredSeries series, GaussianEstimate start) {
        this.model = model;
        this.adaptation = adaptation;
        this.series = series;
        this.filter = adaptation.filter(model);
        filter.begin(start);
        int q = model.prior().outputs().size();
        this.outputs = new double[series.length()][q];
        this.deviations = new double[series.length()][q];
    }

    /** Go over the first rows by the filter alone: what it expected there is what could be expected. */
    void begin(int rows) {
        while (row < rows) {
            expect();
            filter.correct(series.outputs(row++));
        }
    }

    /**
     * Put the estimate of a smoother that went over the rows so far in the place of the filter's.
     *
     * @param start what was known of θ before the first row. Not modified
     * @param guess θ at the first row [D], as a search found it. Not modified
     */
    void settle(GaussianEstimate start, double[] guess) {
        filter.begin(new IteratedSmoother(model).settle(series.slice(0, row), start, guess));
    }

    /** Return a pass that has settled on the first rows under another noise; what was expected there stays. */
    FilterPass again(PhysicsModel other, GaussianEstimate start, int rows, double[] guess) {
        FilterPass pass = new FilterPass(other, adaptation, series, start);
        System.arraycopy(outputs, 0, pass.outputs, 0, rows);
        System.arraycopy(deviations, 0, pass.deviations, 0, rows);
        pass.row = rows;
        pass.settle(start, guess);
        return pass;
    }

    /** Learn from the rows up to {@code context}, and tell how large surprises are against what the noise explains. */
    void learn(int context, NoiseLevel level) {
        while (row < context) {
            Expectation expectation = expect();
            double[] measured = series.outputs(row++);
            for (int k = 0; k < measured.length; k++) {
                level.add(k, (measured[k] - expectation.output(k)) / expectation.standardDeviation(k));
            }
            filter.correct(measured);
        }
    }

    /** Run free over the rest. */
    Forecast finish(List<ContextFinding> findings) {
        GaussianEstimate afterContext = filter.estimate();
        for (; row < series.length(); row++) {
            expect();
        }
        return new Forecast(outputs, deviations, afterContext, noise(), findings);
    }

    /** The standard deviations of the sensors [Q]. */
    double[] noise() {
        double[] noise = new double[model.prior().outputs().size()];
        Arrays.setAll(noise, k -> model.noise().measurement(k));
        return noise;
    }

    private Expectation expect() {
        if (row > 0) {
            filter.propagate(series, row - 1);
        }
        Expectation expectation = filter.expect(series.inputs(row));
        for (int k = 0; k < outputs[row].length; k++) {
            outputs[row][k] = expectation.output(k);
            deviations[row][k] = expectation.standardDeviation(k);
        }
        return expectation;
    }
}
