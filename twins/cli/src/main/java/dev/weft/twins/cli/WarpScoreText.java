package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.score.ErrorSum;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpScore;
import java.util.List;
import java.util.Locale;

/** Tell how a weight-space model's forecasts compare with the truth: as text, as JSON, as tiles of a page. */
final class WarpScoreText {
    private final WarpModel model;
    private final WarpScore score;

    WarpScoreText(WarpModel model, WarpScore score) {
        this.model = model;
        this.score = score;
    }

    private boolean classes() {
        return !model.settings().classes().isEmpty();
    }

    private boolean empty() {
        return classes() ? score.labelled() == 0 : score.physical().count() == 0;
    }

    List<Tile> tiles() {
        if (empty()) {
            return List.of();
        }
        if (classes()) {
            return List.of(Tile.of("told rightly", percent(score.accuracy()), "of " + score.labelled() + " series"));
        }
        return List.of(
                Tile.of("mse", TextTable.number(score.physical().mse()), "in the data's units"),
                Tile.of("mse, normalised", TextTable.number(score.normalised().mse()), ""));
    }

    void writeTo(ObjectNode object) {
        ObjectNode node = object.putObject("score");
        if (classes()) {
            node.put("labelled", score.labelled());
            putFinite(node, "accuracy", score.accuracy());
            return;
        }
        put(node.putObject("raw"), score.physical());
        put(node.putObject("normalised"), score.normalised());
        ArrayNode outputs = node.putArray("outputs");
        for (int c = 0; c < model.settings().predicted().size(); c++) {
            ObjectNode output = outputs.addObject();
            output.put("output", model.settings().predicted().get(c));
            put(output, score.output(c));
        }
        if (model.settings().uncertainty()) {
            putFinite(node, "coverage95", score.coverage());
        }
    }

    private static void put(ObjectNode node, ErrorSum errors) {
        node.put("readings", errors.count());
        putFinite(node, "mse", errors.mse());
        putFinite(node, "mae", errors.mae());
        putFinite(node, "mape", errors.mape());
    }

    /** JSON knows no NaN. */
    private static void putFinite(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    @Override
    public String toString() {
        if (empty()) {
            return "nothing in the data to compare with" + System.lineSeparator();
        }
        if (classes()) {
            return percent(score.accuracy()) + " of " + score.labelled() + " labelled series told rightly"
                    + System.lineSeparator();
        }
        TextTable table = new TextTable("lrrrr", "output", "mse", "mae", "mape", "readings");
        for (int c = 0; c < model.settings().predicted().size(); c++) {
            row(table, model.settings().predicted().get(c), score.output(c));
        }
        row(table, "all", score.physical());
        row(table, "all, normalised", score.normalised());
        String coverage = model.settings().uncertainty()
                ? percent(score.coverage()) + " within the 95 % band" + System.lineSeparator()
                : "";
        return "predictions against the data:" + System.lineSeparator() + table + coverage;
    }

    private static void row(TextTable table, String name, ErrorSum errors) {
        table.row(
                name,
                TextTable.number(errors.mse()),
                TextTable.number(errors.mae()),
                TextTable.number(errors.mape()),
                Long.toString(errors.count()));
    }
}
