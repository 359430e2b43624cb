package dev.weft.sdk.report;

import java.io.IOException;
import java.util.List;

/** Writes the sections of a report. */
final class PageBody {
    private final Html html;
    private int sections;
    private int plots;

    PageBody(Html html) {
        this.html = html;
    }

    void write(List<Section> all) throws IOException {
        for (Section section : all) {
            if (section.heading().isEmpty()) {
                html.open("section").newLine();
            } else {
                String id = "section-" + ++sections;
                html.open("section", "aria-labelledby", id).newLine();
                html.element("h2", section.heading(), "id", id).newLine();
            }
            for (Block block : section.blocks()) {
                write(block);
            }
            html.close("section").newLine();
        }
    }

    private void write(Block block) throws IOException {
        if (block instanceof Block.Paragraph paragraph) {
            html.element("p", paragraph.text());
        } else if (block instanceof Block.Tiles tiles) {
            write(tiles);
        } else if (block instanceof Block.Code code) {
            html.open("figure", "class", "code").element("figcaption", code.label());
            html.open("pre", "tabindex", "0").element("code", code.text()).close("pre");
            html.close("figure");
        } else if (block instanceof Table table) {
            write(table);
        } else if (block instanceof Plot plot) {
            write(plot);
        }
        html.newLine();
    }

    private void write(Block.Tiles tiles) throws IOException {
        html.open("dl", "class", "tiles");
        for (Tile tile : tiles.tiles()) {
            Rating rating = tile.rating();
            html.open("div", "class", rating == null ? "tile" : "tile " + rating.cssClass());
            html.element("dt", tile.label()).open("dd").element("span", tile.value(), "class", "value");
            if (!tile.unit().isEmpty()) {
                html.text(" ").element("span", tile.unit(), "class", "unit");
            }
            if (rating != null) {
                sign(rating);
            }
            html.close("dd").close("div");
        }
        html.close("dl");
    }

    private void write(Table table) throws IOException {
        html.open("div", "class", "table", "role", "region", "aria-label", table.caption(), "tabindex", "0");
        html.open("table").element("caption", table.caption()).open("thead").open("tr");
        for (Table.Column column : table.columns()) {
            html.element("th", column.header(), "scope", "col", "class", cellClass(column));
        }
        html.close("tr").close("thead").open("tbody").newLine();
        for (Table.Row row : table.rows()) {
            Rating rating = row.rating();
            html.open("tr", "class", rating == null ? "plain" : rating.cssClass());
            for (int i = 0; i < row.cells().size(); i++) {
                html.open("td", "class", cellClass(table.columns().get(i)))
                        .text(row.cells().get(i));
                if (i == 0 && rating != null) {
                    sign(rating);
                }
                html.close("td");
            }
            html.close("tr").newLine();
        }
        html.close("tbody").close("table").close("div");
    }

    private void write(Plot plot) throws IOException {
        String id = "plot-" + ++plots;
        html.open("figure", "class", "plot", "id", id, "data-kind", kind(plot)).open("figcaption");
        html.element("strong", plot.title());
        if (!plot.caption().isEmpty()) {
            html.text(" ").element("span", plot.caption());
        }
        html.close("figcaption");
        html.open("div", "class", "canvas", "role", "img", "aria-label", PlotText.of(plot))
                .close("div");
        html.open("div", "class", "legend").close("div");
        html.open("script", "type", "application/json", "class", "data")
                .trusted(PlotJson.of(plot))
                .close("script");
        html.close("figure");
    }

    private void sign(Rating rating) throws IOException {
        html.text(" ").open("span", "class", "sign", "role", "img", "aria-label", rating.cssClass());
        html.text(rating.sign()).close("span");
    }

    private static String cellClass(Table.Column column) {
        return column.numeric() ? "number" : "text";
    }

    private static String kind(Plot plot) {
        return plot instanceof HeatMap ? "heat" : plot instanceof PlanePlot ? "plane" : "series";
    }
}
