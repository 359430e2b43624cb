package dev.weft.solvers.filter;

import java.util.stream.Stream;

/** Hold what is written into the planes of a fleet before a step; a proposal shares it with the planes it was made for. */
final class GivenPlanes {
    final FilterModel model;
    final int lanes;
    final double[][] homes;
    final double[][] inputs;
    final double[][] readingInputs;
    final double[][] measured;
    final double[] intervals;

    GivenPlanes(FilterModel model, int lanes) {
        FilterSymbols symbols = new FilterSymbols(model);
        this.model = model;
        this.lanes = lanes;
        this.homes = new double[symbols.m][];
        for (int j = 0; j < symbols.m; j++) {
            homes[j] = new double[model.drifts().get(j).hasHome() ? lanes : 0];
        }
        this.inputs = new double[symbols.inputs.size()][lanes];
        this.readingInputs = new double[symbols.readingInputs.size()][lanes];
        this.measured = new double[symbols.q][lanes];
        this.intervals = new double[lanes];
    }

    /** What the flow reads beside the estimates, in the order of {@link FilterSymbols#moving}; the intervals come last. */
    double[][] moving() {
        return FilterPlanes.concat(present(homes), inputs, new double[][] {intervals});
    }

    /** What a correction reads beside the prediction, the end of {@link FilterSymbols#reading}. */
    double[][] reading() {
        return FilterPlanes.concat(readingInputs, measured);
    }

    private static double[][] present(double[][] planes) {
        return Stream.of(planes).filter(plane -> plane.length > 0).toArray(double[][]::new);
    }
}
