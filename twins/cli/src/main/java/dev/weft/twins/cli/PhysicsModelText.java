package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.Output;
import dev.weft.priors.Units;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.weights.WeightScaling;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.sdk.weights.WeightStructure;
import dev.weft.sdk.weights.WeightTable;
import java.util.List;

/** Describe the file of a physics model, in text or as JSON. */
final class PhysicsModelText {
    private final String name;
    private final PhysicsModel model;

    PhysicsModelText(String name, PhysicsModel model) {
        this.name = name;
        this.model = model;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                name + ": a physics model of " + model.prior().name() + " (weft priors "
                        + ResidualPrior.declared(model.prior()).name()
                        + " describes it)");
        if (model.prior() instanceof ResidualPrior with) {
            line(text, "");
            text.append(ResidualText.of(with, model.card().shares()));
            line(text, "");
        }
        line(text, WeightTable.segments(model.layout()));
        text.append(WeightTable.slots(model.layout(), model.start().mean()));
        line(text, "");
        text.append(structure()).append(System.lineSeparator());
        TextTable noise = new TextTable("lrl", "noise", "standard deviation", "unit");
        List<Output> outputs = model.prior().outputs();
        for (int k = 0; k < outputs.size(); k++) {
            Output output = outputs.get(k);
            noise.row(
                    "reading of " + output.name(),
                    TextTable.number(model.noise().measurement(k)),
                    Units.text(output.unit()));
        }
        List<WeightSlot> states = states();
        for (int i = 0; i < states.size(); i++) {
            noise.row(
                    "state " + states.get(i).name(),
                    TextTable.number(model.noise().state(i)),
                    states.get(i).unit() + "/√s");
        }
        noise.row("parameters, relative", TextTable.number(model.noise().drift()), "1/√s");
        text.append(noise).append(System.lineSeparator());
        TextTable origin = new TextTable("ll", "origin", "");
        origin.row("usual interval", TextTable.number(model.samplingInterval()) + " s");
        origin.row("calibrated on", model.card().rows() + " rows");
        origin.row("inputs between rows", model.card().between().id());
        origin.row(
                "SHA-256 of the data",
                model.card().dataHash().isEmpty() ? "unknown" : model.card().dataHash());
        origin.row(
                "its prior has passed",
                model.card()
                        .stamp()
                        .map(s -> "on " + s.machines() + " simulated machines, report " + s.report())
                        .orElse("unknown"));
        return text.append(origin).toString();
    }

    /** The blocks of A and B. */
    private String structure() {
        WeightStructure structure = WeightStructure.of(model.prior());
        TextTable blocks = new TextTable("lllrl", "block", "of", "", "entries", "");
        for (WeightStructure.Block block : structure.blocks()) {
            blocks.row(
                    block.matrix(),
                    block.rows() + " by " + block.columns(),
                    block.kind(),
                    block.entries() + " of " + block.all(),
                    block.words());
        }
        List<String> unseen = structure.unseen();
        return blocks
                + (unseen.isEmpty() ? "" : "no output tells of " + String.join(", ", unseen) + System.lineSeparator());
    }

    ObjectNode json() {
        ObjectNode object = JsonOutput.newObject();
        object.put("model", name)
                .put("kind", "physics")
                .put("prior", model.prior().name())
                .put("interval", model.samplingInterval());
        model.card()
                .stamp()
                .ifPresent(s -> object.putObject("validated")
                        .put("definition", s.definition())
                        .put("report", s.report())
                        .put("machines", s.machines()));
        if (model.prior() instanceof ResidualPrior with) {
            ResidualText.writeTo(object, with, model.card().shares());
        }
        double[] values = model.layout().toPhysical(model.start().mean());
        WeightScaling scaling = WeightScaling.of(model.prior());
        ArrayNode weights = object.putArray("weights");
        for (int i = 0; i < values.length; i++) {
            WeightSlot slot = model.layout().slots().get(i);
            weights.addObject()
                    .put("name", slot.path())
                    .put("value", values[i])
                    .put("unit", slot.unit())
                    .put("center", scaling.center(i))
                    .put("scale", scaling.scale(i));
        }
        WeightStructure structure = WeightStructure.of(model.prior());
        ArrayNode blocks = object.putArray("blocks");
        for (WeightStructure.Block block : structure.blocks()) {
            blocks.addObject()
                    .put("matrix", block.matrix())
                    .put("rows", block.rows())
                    .put("columns", block.columns())
                    .put("kind", block.kind())
                    .put("entries", block.entries())
                    .put("of", block.all());
        }
        structure.unseen().forEach(object.putArray("unseen")::add);
        ObjectNode noise = object.putObject("noise");
        ObjectNode readings = noise.putObject("readings");
        for (int k = 0; k < model.prior().outputs().size(); k++) {
            readings.put(model.prior().outputs().get(k).name(), model.noise().measurement(k));
        }
        ObjectNode wander = noise.putObject("states");
        for (int i = 0; i < states().size(); i++) {
            wander.put(states().get(i).name(), model.noise().state(i));
        }
        noise.put("drift", model.noise().drift());
        object.putObject("origin")
                .put("dataHash", model.card().dataHash())
                .put("rows", model.card().rows())
                .put("between", model.card().between().id());
        return object;
    }

    private List<WeightSlot> states() {
        return model.layout()
                .slots()
                .subList(model.layout().parameterCount(), model.layout().size());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
