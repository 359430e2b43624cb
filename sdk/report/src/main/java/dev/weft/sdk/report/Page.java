package dev.weft.sdk.report;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a report through page.html: the template's marks, such as {@code {{title}}}, say what goes where. */
final class Page {
    private static final Pattern MARK = Pattern.compile("\\{\\{(\\w+)}}");

    private final Report report;

    Page(Report report) {
        this.report = report;
    }

    void writeTo(Appendable out) throws IOException {
        Html html = new Html(out);
        String template = Resources.own("page.html");
        Matcher mark = MARK.matcher(template);
        int done = 0;
        while (mark.find()) {
            html.trusted(template.substring(done, mark.start()));
            fill(html, mark.group(1));
            done = mark.end();
        }
        html.trusted(template.substring(done));
    }

    private void fill(Html html, String mark) throws IOException {
        boolean plots = shows(Plot.class);
        switch (mark) {
            case "title" -> html.text(report.title());
            case "styles" -> {
                html.trusted(Resources.own("report.css"));
                if (shows(TimeSeriesPlot.class)) {
                    html.trusted(Resources.uplot("dist/uPlot.min.css"));
                }
            }
            case "header" -> header(html);
            case "body" -> new PageBody(html).write(report.sections());
            case "scripts" -> {
                if (plots) {
                    scripts(html);
                }
            }
            default -> throw new IllegalStateException("mark of page.html = " + mark + ", expected a known one");
        }
    }

    private void header(Html html) throws IOException {
        html.element("h1", report.title());
        if (!report.subtitle().isEmpty()) {
            html.element("p", report.subtitle(), "class", "subtitle");
        }
    }

    private boolean shows(Class<? extends Plot> kind) {
        return report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .anyMatch(kind::isInstance);
    }

    /** Writes what the page's kinds of plots need: the parts of our script share one scope, closed to the outside. */
    private void scripts(Html html) throws IOException {
        if (shows(TimeSeriesPlot.class)) {
            // The licence asks to travel with every copy of uPlot, so it goes into the page with it.
            html.open("script")
                    .trusted("/*\nuPlot\n\n" + Resources.uplot("LICENSE") + "\n*/\n")
                    .trusted(Resources.uplot("dist/uPlot.iife.min.js"))
                    .close("script")
                    .newLine();
        }
        html.open("script").trusted("\"use strict\";\n(() => {\n").trusted(Resources.own("look.js"));
        if (shows(TimeSeriesPlot.class)) {
            html.trusted(Resources.own("series.js"));
        }
        if (shows(PlanePlot.class)) {
            html.trusted(Resources.own("plane.js"));
        }
        if (shows(HeatMap.class)) {
            html.trusted(Resources.own("heat.js"));
        }
        html.trusted(Resources.own("report.js"))
                .trusted("})();\n")
                .close("script")
                .newLine();
    }
}
