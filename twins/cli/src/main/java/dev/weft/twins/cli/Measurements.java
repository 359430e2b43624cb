package dev.weft.twins.cli;

import dev.weft.priors.Input;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Series;
import dev.weft.sdk.data.Sha256;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hold series read from a file in the order of a prior's signals: optional inputs filled in, unmeasured outputs NaN.
 */
final class Measurements {
    private final PhysicsPrior prior;
    private final Path file;
    private final List<MeasuredSeries> series;

    Measurements(PhysicsPrior prior, Path file, List<Series> rows) {
        this.prior = prior;
        this.file = file;
        this.series = rows.stream().map(this::measured).toList();
    }

    private Measurements(List<MeasuredSeries> series, PhysicsPrior prior, Path file) {
        this.prior = prior;
        this.file = file;
        this.series = series;
    }

    /** The same with inputs that run so from row to row. */
    Measurements withInputsBetween(InputsBetween between) {
        return new Measurements(
                series.stream().map(s -> s.withInputsBetween(between)).toList(), prior, file);
    }

    List<MeasuredSeries> series() {
        return series;
    }

    /** The median time between rows. */
    double samplingInterval() {
        double[] intervals = series.stream()
                .flatMapToDouble(s -> IntStream.range(1, s.length()).mapToDouble(i -> s.time(i) - s.time(i - 1)))
                .sorted()
                .toArray();
        if (intervals.length == 0) {
            throw new DataException(file + ": no series has two rows, expected two or more");
        }
        return intervals[intervals.length / 2];
    }

    /** SHA-256 of the file in hex. */
    String hash() {
        return Sha256.of(file);
    }

    private MeasuredSeries measured(Series s) {
        double[][] given = s.inputs();
        double[][] seen = s.outputs();
        double[][] inputs = new double[s.length()][prior.inputs().size()];
        double[][] outputs = new double[s.length()][prior.outputs().size()];
        for (int k = 0; k < prior.inputs().size(); k++) {
            Input input = prior.inputs().get(k);
            int column = s.inputNames().indexOf(input.name());
            for (int i = 0; i < inputs.length; i++) {
                inputs[i][k] = column < 0 ? input.fallback().orElseThrow() : given[i][column];
            }
        }
        for (double[] row : outputs) {
            Arrays.fill(row, Double.NaN);
        }
        for (int k = 0; k < prior.outputs().size(); k++) {
            int column = s.outputNames().indexOf(prior.outputs().get(k).name());
            for (int i = 0; column >= 0 && i < outputs.length; i++) {
                outputs[i][k] = seen[i][column];
            }
        }
        return new MeasuredSeries(s.name(), s.times(), inputs, outputs);
    }
}
