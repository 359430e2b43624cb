package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.hybrid.ResidualResult;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import java.util.Locale;
import java.util.Map;

/** Report the network beside a prior, in text or as JSON. */
final class ResidualText {
    private ResidualText() {}

    /** Say how a training went, and how much of the prediction is the network's. */
    static String of(ResidualResult result, PhysicsPrior base) {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, trained(result));
        if (!result.kept()) {
            line(
                    text,
                    "the model is the prior alone: a network that lowers the validation error by less is not worth it");
            return text.toString();
        }
        text.append(shares(result.shares(), "over the data"));
        line(text, "");
        TextTable fit = new TextTable("lrl", "output", "free-run error with the network", "");
        result.freeRun().forEach((name, rmse) -> fit.row(name, TextTable.number(rmse), unit(base, name)));
        return text.append(fit).toString();
    }

    /** Say in one sentence what the training found. */
    static String trained(ResidualResult result) {
        return String.format(
                Locale.ROOT,
                "network: %d epochs on %d segments; error over %d validation segments %s the prior's%s",
                result.epochs().size(),
                result.trainingSegments(),
                result.validationSegments(),
                result.kept() ? String.format(Locale.ROOT, "%.1f %% of", 100 * ratio(result)) : "within 1 % of",
                result.kept() ? " (epoch " + (result.best() + 1) + " was taken)" : "");
    }

    /** The ratio of root mean square errors. */
    static double ratio(ResidualResult result) {
        return Math.sqrt(result.after() / result.before());
    }

    static String shares(Map<String, Double> shares, String where) {
        TextTable table = new TextTable("lr", "prediction of", "share of the network " + where);
        shares.forEach((name, share) -> table.row(name, String.format(Locale.ROOT, "%.2f %%", 100 * share)));
        return table.toString();
    }

    /** Describe the network of a model: what it reads and adds to, how both are scaled, and its share. */
    static String of(ResidualPrior prior, Map<String, Double> shares) {
        ResidualNetwork network = prior.network();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "network beside " + prior.base().name() + ": widths "
                        + network.widths().toString().replaceAll("[\\[\\],]", "") + ", "
                        + network.activation().id() + ", " + network.weightCount() + " weights, " + certainty(network));
        TextTable inputs = new TextTable("lrrl", "reads", "centre", "scale", "unit");
        network.inputs()
                .forEach(i -> inputs.row(
                        i.name(), TextTable.number(i.centre()), TextTable.number(i.scale()), unit(prior, i.name())));
        text.append(inputs);
        TextTable targets = new TextTable("lrl", "is added to", "scale", "unit");
        network.targets()
                .forEach(t -> targets.row(
                        t.label(),
                        TextTable.number(t.scale()),
                        t.kind() == Kind.STATE ? unit(prior, t.name()) + "/s" : unit(prior, t.name())));
        return text.append(targets).append(shares(shares, "in training")).toString();
    }

    private static String certainty(ResidualNetwork network) {
        return network.live()
                .map(drift -> "those of the last layer live: " + TextTable.number(drift.spread())
                        + " about the trained ones, back within " + TextTable.number(drift.seconds()) + " s")
                .orElse("taken as certain");
    }

    static void writeTo(ObjectNode object, ResidualResult result) {
        ObjectNode node = object.putObject("residual");
        node.put("kept", result.kept())
                .put("epochs", result.epochs().size())
                .put("best", result.best())
                .put("trainingSegments", result.trainingSegments())
                .put("validationSegments", result.validationSegments())
                .put("validationErrorRatio", ratio(result));
        result.shares().forEach(node.putObject("share")::put);
        result.freeRun().forEach(node.putObject("freeRunError")::put);
    }

    static void writeTo(ObjectNode object, ResidualPrior prior, Map<String, Double> shares) {
        ResidualNetwork network = prior.network();
        ObjectNode node = object.putObject("residual");
        network.widths().forEach(node.putArray("widths")::add);
        node.put("activation", network.activation().id()).put("weights", network.weightCount());
        ArrayNode inputs = node.putArray("inputs");
        network.inputs()
                .forEach(i -> inputs.addObject()
                        .put("name", i.name())
                        .put("centre", i.centre())
                        .put("scale", i.scale()));
        ArrayNode targets = node.putArray("targets");
        network.targets()
                .forEach(t -> targets.addObject()
                        .put("kind", t.kind().id())
                        .put("name", t.name())
                        .put("scale", t.scale()));
        network.live()
                .ifPresent(drift ->
                        node.putObject("live").put("spread", drift.spread()).put("seconds", drift.seconds()));
        shares.forEach(node.putObject("share")::put);
    }

    private static String unit(PhysicsPrior prior, String name) {
        return prior.states().stream()
                .filter(s -> s.name().equals(name))
                .map(s -> Units.text(s.unit()))
                .findFirst()
                .or(() -> prior.inputs().stream()
                        .filter(i -> i.name().equals(name))
                        .map(i -> Units.text(i.unit()))
                        .findFirst())
                .or(() -> prior.outputs().stream()
                        .filter(o -> o.name().equals(name))
                        .map(o -> Units.text(o.unit()))
                        .findFirst())
                .orElse("");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
