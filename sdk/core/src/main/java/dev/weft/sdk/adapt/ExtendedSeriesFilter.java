package dev.weft.sdk.adapt;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;

/** Carry what is not known by the slopes of {@link WeightFilter}. */
final class ExtendedSeriesFilter implements SeriesFilter {
    private final WeightFilter filter;
    private final Expectation expectation;
    private GaussianEstimate estimate;

    ExtendedSeriesFilter(PhysicsModel model) {
        this.filter = new WeightFilter(model);
        this.expectation = filter.newExpectation();
        this.estimate = model.start();
    }

    @Override
    public void begin(GaussianEstimate start) {
        estimate = start.copy();
    }

    @Override
    public void propagate(MeasuredSeries series, int from) {
        filter.propagate(estimate, series, from);
    }

    @Override
    public Expectation expect(double[] u) {
        filter.expect(estimate, u, expectation);
        return expectation;
    }

    @Override
    public double correct(double[] measured) {
        return filter.correct(estimate, expectation, measured);
    }

    @Override
    public GaussianEstimate estimate() {
        return estimate.copy();
    }
}
