package dev.weft.sdk.data;

import java.util.List;

/**
 * Holds what was measured of one thing over time: inputs [T×K] and outputs [T×Q] at T strictly increasing times.
 *
 * <p>Immutable; made by {@link SeriesReader}. An output that was not measured is NaN where that was allowed.
 */
public final class Series {

    private final String name;
    private final List<String> inputNames;
    private final List<String> outputNames;
    private final double[] times;
    private final double[][] inputs;
    private final double[][] outputs;
    private final int[] rows;
    private final Table table;

    /** Takes all arrays over. */
    Series(
            String name,
            List<String> inputNames,
            List<String> outputNames,
            double[] times,
            double[][] inputs,
            double[][] outputs,
            int[] rows,
            Table table) {
        this.name = name;
        this.inputNames = List.copyOf(inputNames);
        this.outputNames = List.copyOf(outputNames);
        this.times = times;
        this.inputs = inputs;
        this.outputs = outputs;
        this.rows = rows;
        this.table = table;
    }

    /**
     * Returns the series' name.
     *
     * @return the text in the series column; "1" for the only series of a file without one
     */
    public String name() {
        return name;
    }

    /**
     * Returns the inputs' signal names.
     *
     * @return the names [K], in the order of the columns of {@link #inputs()}
     */
    public List<String> inputNames() {
        return inputNames;
    }

    /**
     * Returns the outputs' signal names.
     *
     * @return the names [Q], in the order of the columns of {@link #outputs()}
     */
    public List<String> outputNames() {
        return outputNames;
    }

    /**
     * Returns the number of samples.
     *
     * @return T
     */
    public int length() {
        return times.length;
    }

    /**
     * Returns one time.
     *
     * @param sample the sample, from 0
     * @return its time, in the file's unit (seconds where Weft wrote it)
     */
    public double time(int sample) {
        return times[sample];
    }

    /**
     * Returns one input.
     *
     * @param sample the sample, from 0
     * @param input the input, from 0
     * @return its value
     */
    public double input(int sample, int input) {
        return inputs[sample][input];
    }

    /**
     * Returns one output.
     *
     * @param sample the sample, from 0
     * @param output the output, from 0
     * @return its value, NaN when it was not measured
     */
    public double output(int sample, int output) {
        return outputs[sample][output];
    }

    /**
     * Copies the times.
     *
     * @return the times [T], strictly increasing, the caller's own
     */
    public double[] times() {
        return times.clone();
    }

    /**
     * Copies the inputs.
     *
     * @return the inputs [T×K], the caller's own
     */
    public double[][] inputs() {
        return copy(inputs);
    }

    /**
     * Copies the outputs.
     *
     * @return the outputs [T×Q], the caller's own
     */
    public double[][] outputs() {
        return copy(outputs);
    }

    /**
     * Returns where a sample stands in the file.
     *
     * @param sample the sample, from 0
     * @return its data row, from 0, the header not counted
     */
    public int row(int sample) {
        return rows[sample];
    }

    /**
     * Says where a sample stands in the file, for a message.
     *
     * @param sample the sample, from 0
     * @return for example "pump.csv, row 7 (line 8)", the row counted from 1
     */
    public String where(int sample) {
        return table.where(rows[sample]);
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
