package dev.weft.sdk.report;

import java.util.List;
import java.util.StringJoiner;

/** Says in words what a plot shows, for those who do not see it. */
final class PlotText {
    private PlotText() {}

    static String of(Plot plot) {
        if (plot instanceof TimeSeriesPlot series) {
            return of(series);
        }
        if (plot instanceof PlanePlot plane) {
            return events(
                    plane.title() + ": path of " + plane.verticalTitle() + " over " + plane.horizontalTitle()
                            + ", coloured by " + plane.time().title() + ". ",
                    plane.events());
        }
        HeatMap map = (HeatMap) plot;
        StringJoiner rows = new StringJoiner(", ");
        map.cells().segments().forEach(segment -> rows.add(segment.name()));
        return events(
                map.title() + ": map of " + map.value().title() + " over "
                        + map.time().title() + ", rows " + rows + ". ",
                map.events());
    }

    private static String of(TimeSeriesPlot plot) {
        StringJoiner text = new StringJoiner(
                "; ",
                plot.title() + ": plot of " + plot.value().title() + " over "
                        + plot.time().title() + ". ",
                ".");
        plot.lines().forEach(line -> text.add("line " + line.name()));
        plot.bands().forEach(band -> text.add("band " + band.name()));
        plot.markers().forEach(kind -> text.add(kind.samples().size() + " markers " + kind.name()));
        plot.events().forEach(event -> text.add("event " + event.label()));
        return text.toString();
    }

    private static String events(String start, List<PlotEvent> events) {
        StringJoiner text = new StringJoiner("; ", start, "");
        events.forEach(event -> text.add("event " + event.label()));
        return text.toString();
    }
}
