package dev.weft.solvers.filter;

import java.util.Arrays;
import java.util.List;
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
    final double[][] outputVariances;
    final double[][] driftDensities;
    final double[][] stateNoise;
    final double[] considered;

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
        this.outputVariances =
                model.byLane().measurementNoise() ? filled(model.outputVariances(), lanes) : new double[0][];
        boolean ownNoise = model.byLane().processNoise();
        this.driftDensities =
                ownNoise ? filled(model.drifts().stream().map(Drift::density).toList(), lanes) : new double[0][];
        this.considered = new double[model.byLane().considered() ? lanes : 0];
        this.stateNoise = ownNoise ? filled(model.stateNoise(), lanes) : new double[0][];
    }

    /** A plane for each value, full of it; an empty one for 0. */
    private static double[][] filled(List<Double> values, int lanes) {
        double[][] planes = new double[values.size()][];
        for (int k = 0; k < planes.length; k++) {
            planes[k] = new double[values.get(k) == 0 ? 0 : lanes];
            Arrays.fill(planes[k], values.get(k));
        }
        return planes;
    }

    /** What the flow reads beside the estimates, in the order of {@link FilterSymbols#moving}; the intervals come last. */
    double[][] moving() {
        return FilterPlanes.concat(
                present(driftDensities),
                present(stateNoise),
                present(homes),
                present(considered),
                inputs,
                present(intervals));
    }

    /** What a correction reads beside the prediction, the end of {@link FilterSymbols#reading}. */
    double[][] reading() {
        return FilterPlanes.concat(readingInputs, measured, outputVariances, present(considered));
    }

    /** Copy all into the first lanes of others of the same model. */
    void copyTo(GivenPlanes larger) {
        double[][][] from = {homes, inputs, readingInputs, measured, outputVariances, driftDensities, stateNoise};
        double[][][] to = {
            larger.homes,
            larger.inputs,
            larger.readingInputs,
            larger.measured,
            larger.outputVariances,
            larger.driftDensities,
            larger.stateNoise
        };
        for (int i = 0; i < from.length; i++) {
            copy(from[i], to[i]);
        }
        copy(new double[][] {intervals, considered}, new double[][] {larger.intervals, larger.considered});
    }

    /** Planes are empty where a model has none. */
    static void copy(double[][] from, double[][] to) {
        for (int k = 0; k < from.length; k++) {
            System.arraycopy(from[k], 0, to[k], 0, from[k].length);
        }
    }

    static double[][] present(double[]... planes) {
        return Stream.of(planes).filter(plane -> plane.length > 0).toArray(double[][]::new);
    }
}
