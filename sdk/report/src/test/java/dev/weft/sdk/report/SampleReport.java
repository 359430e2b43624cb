package dev.weft.sdk.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A report of made-up data that has one of everything, for the tests and for looking at. */
final class SampleReport {
    private static final int N = 1500;

    private SampleReport() {}

    static Report report() {
        return Report.titled("Tank station 7: measured against predicted")
                .subtitle("Made-up data, 100 minutes at one reading per 4 s · Weft 0.1.0")
                .section("At a glance")
                .paragraph("The twin followed the drift of the outflow, refused the outliers and the stuck sensor, and"
                        + " was rolled back once. What needs a look is marked.")
                .tiles(
                        Tile.of("Forecast error, free run", "0.214", "V").withRating(Rating.GOOD),
                        Tile.of("Readings accepted", "1,463", "of 1,500"),
                        Tile.of("Readings refused", "37").withRating(Rating.WARN),
                        Tile.of("Coverage of the 95 % band", "94.1", "%").withRating(Rating.GOOD),
                        Tile.of("Sensor stuck for", "212", "s").withRating(Rating.BAD))
                .section("Level and pump")
                .plot(level())
                .plot(pump())
                .section("Weights over time")
                .paragraph("Each line is one parameter; the band is its 95 % interval.")
                .plot(weights())
                .plot(clock())
                .table(parameters())
                .section("Training")
                .plot(loss())
                .section("Inside a network")
                .plot(network(338))
                .plot(network(12))
                .plot(path())
                .section("Repeat it")
                .code("The command that made this report", "./weft demo --seed 7 --out report")
                .build();
    }

    static TimeSeriesPlot level() {
        double[] t = time(4);
        double[] predicted = new double[N];
        double[] measured = new double[N];
        double[] lower = new double[N];
        double[] upper = new double[N];
        Random random = new Random(1);
        for (int i = 0; i < N; i++) {
            predicted[i] = 5 + 2.2 * Math.sin(t[i] / 600) + 0.8 * Math.sin(t[i] / 171);
            double sd = 0.12 + 0.1 * Math.abs(Math.sin(t[i] / 900));
            lower[i] = predicted[i] - 2 * sd;
            upper[i] = predicted[i] + 2 * sd;
            measured[i] = i > 700 && i < 760 ? Double.NaN : predicted[i] + sd * random.nextGaussian();
        }
        double[] outlierTime = {812, 816, 820, 824, 2000, 4404, 4408, 4412};
        double[] outlier = {9.6, 9.4, 9.7, 9.5, Double.NaN, 1.1, 1.3, 0.9};
        return TimeSeriesPlot.titled("Level of the lower tank")
                .caption("Readings against the twin's one-step forecast; refused readings did not change the twin.")
                .valueAxis("level", "V")
                .cursor("station-7")
                .line("measured", t, measured, LineStyle.DOTS)
                .line("predicted", t, predicted)
                .band("95 % band", "predicted", t, lower, upper)
                .markers("refused", outlierTime, outlier, MarkerStyle.CROSS)
                .markers("doubtful", new double[] {3120, 3600}, new double[] {6.1, 3.2}, MarkerStyle.TRIANGLE)
                .event(1000, "version 2")
                .event(4460, "outlier burst")
                .event(4800, "rolled back to version 2")
                .build();
    }

    static TimeSeriesPlot pump() {
        double[] t = time(4);
        double[] pump = new double[N];
        double[] set = new double[N];
        for (int i = 0; i < N; i++) {
            set[i] = 3 + ((i / 150) % 3);
            pump[i] = set[i] * (1 - Math.exp(-(i % 150) / 12.0));
        }
        return TimeSeriesPlot.titled("Pump voltage")
                .valueAxis("pump", "V")
                .cursor("station-7")
                .line("pump", t, pump)
                .line("set point", t, set, LineStyle.DASHED)
                .build();
    }

    static TimeSeriesPlot weights() {
        double[] t = time(4);
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("Outflow gains")
                .caption("The drift begins at 3,000 s.")
                .valueAxis("gain", "V½/s")
                .cursor("station-7");
        String[] names = {"outflow, upper", "outflow, lower", "inflow", "loss"};
        for (int k = 0; k < names.length; k++) {
            double[] value = new double[N];
            double[] lower = new double[N];
            double[] upper = new double[N];
            for (int i = 0; i < N; i++) {
                double settle = Math.exp(-t[i] / 500);
                value[i] = 0.02 * (k + 1) + 0.01 * settle * Math.cos(t[i] / 90) + (k == 1 ? drift(t[i]) : 0);
                lower[i] = value[i] - 0.002 - 0.012 * settle;
                upper[i] = value[i] + 0.002 + 0.012 * settle;
            }
            plot.line(names[k], t, value).band(names[k] + ", 95 %", names[k], t, lower, upper);
        }
        return plot.event(3000, "drift begins").build();
    }

    static TimeSeriesPlot clock() {
        double[] t = time(3600);
        double[] value = new double[N];
        for (int i = 0; i < N; i++) {
            t[i] += 1_767_225_600;
            value[i] = 101_325.2 + 0.4 * Math.sin(i / 40.0);
        }
        return TimeSeriesPlot.titled("Ambient pressure")
                .clock()
                .valueAxis("pressure", "Pa")
                .line("pressure", t, value, LineStyle.SOLID.withHue(Hue.GREEN))
                .markers(
                        "checked",
                        new double[] {t[300], t[900]},
                        new double[] {value[300], value[900]},
                        MarkerStyle.DIAMOND)
                .build();
    }

    /** Training and validation loss of 200 epochs over five decades, the last in an epoch of its own. */
    static TimeSeriesPlot loss() {
        double[] epoch = new double[200];
        double[] training = new double[200];
        double[] validation = new double[200];
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            epoch[i] = i + 1;
            training[i] = Math.exp(-i / 14.0 + 0.2 * random.nextGaussian()) + 2e-5;
            validation[i] = i % 5 == 0 ? 1.5 * Math.exp(-i / 16.0 + 0.1 * random.nextGaussian()) + 8e-5 : Double.NaN;
        }
        double[] at = epoch.clone();
        double[] every = validation.clone();
        for (int i = 0; i < 40; i++) {
            at[i] = epoch[5 * i];
            every[i] = validation[5 * i];
        }
        return TimeSeriesPlot.titled("Loss")
                .caption("Mean squared error in normalised units.")
                .count("epoch")
                .valueAxis("mean squared error", "")
                .logarithmic()
                .line("training", epoch, training)
                .line("validation", Arrays.copyOf(at, 40), Arrays.copyOf(every, 40), LineStyle.DASHED)
                .event(121, "learning rate halved")
                .build();
    }

    /** Weights that wander, some of them more after an event. */
    static HeatMap network(int d) {
        int n = 256;
        Random random = new Random(5);
        double[] t = new double[n];
        double[][] theta = new double[n][d];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            names.add("w[" + i + "]");
            for (int k = 1; k < n; k++) {
                t[k] = k / 255.0;
                double jump = k == 100 && i % 5 == 2 ? 0.4 * random.nextGaussian() : 0;
                theta[k][i] = theta[k - 1][i] + 0.02 * random.nextGaussian() + jump;
            }
        }
        return HeatMap.titled("Change of " + d + " weights")
                .caption("Against the first step.")
                .valueAxis("change", "")
                .values(t, theta, names)
                .segment("layer 1 weight", 0, d / 20 + 1)
                .segment("layer 1 bias", d / 20 + 1, d / 10 + 2)
                .segment("layer 2 weight", d / 10 + 2, d - 2)
                .segment("layer 2 bias", d - 2, d)
                .event(100 / 255.0, "moved")
                .build();
    }

    static PlanePlot path() {
        double[] t = new double[400];
        double[] x = new double[400];
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            t[i] = 0.1 * i;
            x[i] = Math.exp(-t[i] / 30) * Math.cos(t[i] / 3);
            y[i] = 0.6 * Math.exp(-t[i] / 30) * Math.sin(t[i] / 3) + (i > 250 ? 0.4 : 0);
        }
        return PlanePlot.titled("Path of the first two components")
                .axes("component 1 (71 %)", "component 2 (18 %)")
                .path(t, x, y)
                .event(25.1, "1")
                .event(10, "2")
                .build();
    }

    private static Table parameters() {
        return Table.captioned("Parameters at the end of the run")
                .text("parameter")
                .number("value")
                .text("unit")
                .number("95 % interval", "change")
                .text("bound hit?")
                .row("inflow gain", "0.0412", "V/(V·s)", "0.0409 … 0.0415", "+0.2 %", "no")
                .row(Rating.WARN, "outflow, lower", "0.0623", "V½/s", "0.0601 … 0.0645", "+55.8 %", "no")
                .row(Rating.BAD, "overflow share", "1.0000", "–", "0.41 … 1.00", "+17.6 %", "upper")
                .row(Rating.GOOD, "outflow, upper", "0.0207", "V½/s", "0.0205 … 0.0209", "+1.1 %", "no")
                .build();
    }

    private static double drift(double t) {
        return t < 3000 ? 0 : 0.02 * (1 - Math.exp(-(t - 3000) / 900));
    }

    private static double[] time(double step) {
        double[] t = new double[N];
        for (int i = 0; i < N; i++) {
            t[i] = step * i;
        }
        return t;
    }
}
