package dev.weft.sdk.hybrid;

import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hold a stretch of a series over which the model runs free, and where it begins there: an unknown of its own that moves
 * while weights are trained.
 */
final class Segment {
    private final MeasuredSeries rows;
    private final double[] centre;
    private final double[] state;

    private Segment(MeasuredSeries rows, double[] start) {
        this.rows = rows;
        this.centre = start.clone();
        this.state = start.clone();
    }

    /** Return a whole series as one segment. */
    static Segment whole(MeasuredSeries series, double[] start) {
        return new Segment(series, start);
    }

    /** The stretches to learn from, and those that decide when to stop. */
    record Split(List<Segment> training, List<Segment> validation) {}

    /**
     * Cut series into segments. The end of each series is for validation; where there are several series and they are too
     * short to be cut, whole series at the end of the list.
     *
     * @param simulated the calibrated free run of each series: where segments begin at first
     * @throws IllegalArgumentException if there is too little for both parts
     */
    static Split cut(List<MeasuredSeries> series, List<Trajectory> simulated, int length, double share) {
        List<Segment> training = new ArrayList<>();
        List<Segment> validation = new ArrayList<>();
        boolean whole = series.size() > 1 && series.stream().allMatch(s -> s.length() * share < Math.min(length, 10));
        int first = whole ? (int) Math.floor(series.size() * (1 - share)) : series.size();
        for (int s = 0; s < series.size(); s++) {
            MeasuredSeries run = series.get(s);
            int end = whole ? (s < first ? run.length() : 0) : (int) Math.round(run.length() * (1 - share));
            pieces(run, simulated.get(s), 0, end, length, training);
            // Longer than those of the training, so that what builds up is seen.
            pieces(run, simulated.get(s), end, run.length(), 4 * length, validation);
        }
        if (training.isEmpty() || validation.isEmpty()) {
            throw new IllegalArgumentException("segments to learn from = " + training.size() + ", for validation = "
                    + validation.size() + ", expected 1 or more of each; take more rows");
        }
        return new Split(List.copyOf(training), List.copyOf(validation));
    }

    private static void pieces(
            MeasuredSeries run, Trajectory simulated, int from, int to, int length, List<Segment> out) {
        int rows = to - from;
        if (rows < 2) {
            return;
        }
        int count = Math.max(1, Math.round((float) rows / length));
        for (int i = 0; i < count; i++) {
            int begin = from + (int) ((long) rows * i / count);
            int end = from + (int) ((long) rows * (i + 1) / count);
            out.add(new Segment(run.slice(begin, end), simulated.states(begin)));
        }
    }

    /** Return the rows. */
    MeasuredSeries rows() {
        return rows;
    }

    /** Return where the state was before anything was learned [N]: the live array. */
    double[] centre() {
        return centre;
    }

    /** Return where the state begins now [N]: the live array. */
    double[] state() {
        return state;
    }

    /** Return how many readings it holds. */
    int readings() {
        int count = 0;
        for (int i = 0; i < rows.length(); i++) {
            for (double y : rows.outputs(i)) {
                count += Double.isNaN(y) ? 0 : 1;
            }
        }
        return count;
    }

    /** Return the rows with {@code zeros} more outputs that are measured as 0. */
    MeasuredSeries withZeros(int zeros) {
        double[][] outputs = new double[rows.length()][];
        Arrays.setAll(outputs, i -> Arrays.copyOf(rows.outputs(i), rows.outputs(i).length + zeros));
        return rows.withOutputs(outputs);
    }
}
