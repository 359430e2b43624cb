package dev.weft.twins.cli;

import java.util.Arrays;

/** Draw numbers as one line of text: ▇▅▃▂▁. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 60;

    private Sparkline() {}

    /** Draw positive numbers on a logarithmic scale, the least of each column; nothing is drawn of none. */
    static String logarithmic(double[] values) {
        int columns = Math.min(WIDTH, values.length);
        double[] logs = new double[columns];
        for (int c = 0; c < columns; c++) {
            int from = c * values.length / columns;
            int to = (c + 1) * values.length / columns;
            logs[c] = Math.log(Arrays.stream(values, from, to).min().orElseThrow());
        }
        double least = Arrays.stream(logs).filter(Double::isFinite).min().orElse(0);
        double most = Arrays.stream(logs).filter(Double::isFinite).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double log : logs) {
            double share = most > least ? (log - least) / (most - least) : 0;
            line.append(Double.isFinite(log) ? BARS.charAt((int) Math.round(share * (BARS.length() - 1))) : ' ');
        }
        return line.toString();
    }
}
