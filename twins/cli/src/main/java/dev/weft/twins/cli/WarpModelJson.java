package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.inspect.TransitionModes;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.sdk.weights.WeightSegment;
import java.util.List;

/** Describe a weight-space model as JSON. */
final class WarpModelJson {
    private final String name;
    private final WarpFigures figures;
    private final WarpSettings settings;

    WarpModelJson(String name, WarpFigures figures) {
        this.name = name;
        this.figures = figures;
        this.settings = figures.settings();
    }

    ObjectNode json() {
        ObjectNode object = JsonOutput.newObject();
        object.put("model", name).put("kind", "warp");
        texts(object.putArray("signals"), settings.signals());
        texts(object.putArray("inputs"), settings.inputs());
        texts(object.putArray("predicted"), settings.predicted());
        ObjectNode root = object.putObject("root");
        settings.rootWidths().forEach(root.putArray("widths")::add);
        root.put("activation", settings.root().activation().id()).put("weights", settings.rootWeights());
        object.put("transition", settings.transition().structure().id())
                .put("continuous", settings.transition().continuous())
                .put("drive", settings.drive().id())
                .put("steps", settings.steps())
                .put("parameters", figures.model().layout().size());
        if (figures.model().isIntervalKnown()) {
            object.put("interval", figures.model().interval());
        }
        tensors(object.putArray("tensors"));
        segments(object.putArray("weights"));
        figures.modes()
                .ifPresentOrElse(
                        modes -> spectrum(object.putObject("spectrum"), modes),
                        () -> object.putObject("spectrum").put("leftOut", figures.whyNoModes()));
        ObjectNode drivers = object.putObject("drivers");
        figures.driverNorms().forEach(drivers::put);
        origin(object.putObject("origin"));
        return object;
    }

    private void tensors(ArrayNode array) {
        for (ParameterLayout.Segment tensor : figures.model().layout().segments()) {
            ObjectNode node = array.addObject().put("name", tensor.name());
            tensor.shape().forEach(node.putArray("shape")::add);
            node.put("norm", figures.norm(tensor));
        }
    }

    private void segments(ArrayNode array) {
        for (WeightSegment segment : settings.weightLayout().segments()) {
            ObjectNode node = array.addObject().put("name", segment.name());
            segment.shape().forEach(node.putArray("shape")::add);
            node.put("offset", segment.offset());
        }
    }

    private void spectrum(ObjectNode node, TransitionModes modes) {
        node.put("radius", modes.spectralRadius())
                .put("modes", settings.weights())
                .put("lasting", modes.lasting())
                .put("growing", modes.growing());
        ArrayNode slowest = node.putArray("slowest");
        for (WarpFigures.ModeRow row : figures.slowest()) {
            TransitionModes.Mode mode = row.mode();
            ObjectNode one = slowest.addObject()
                    .put("eigenvalues", row.eigenvalues())
                    .put("real", mode.real())
                    .put("imaginary", mode.imaginary())
                    .put("modulus", mode.modulus());
            // What has no end is left out: JSON has no infinity.
            if (mode.forgets()) {
                one.put("timeConstantSteps", mode.timeConstant())
                        .put("timeConstantSeconds", figures.model().interval() * mode.timeConstant());
            }
            if (mode.angle() > 0) {
                one.put("periodSteps", mode.period())
                        .put("periodSeconds", figures.model().interval() * mode.period());
            }
        }
    }

    private void origin(ObjectNode node) {
        WarpProvenance origin = figures.model().provenance();
        node.put("description", origin.description())
                .put("dataHash", origin.dataHash())
                .put("series", origin.series())
                .put("rows", origin.rows())
                .put("version", origin.version());
        ObjectNode losses = node.putObject("losses");
        origin.losses().forEach(losses::put);
        Training.contextOf(figures.model()).ifPresent(rows -> node.put("context", rows));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
