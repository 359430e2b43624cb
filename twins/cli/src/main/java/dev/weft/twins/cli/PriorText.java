package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;

/** Describe a prior in text. */
final class PriorText {
    private final PhysicsPrior prior;

    PriorText(PhysicsPrior prior) {
        this.prior = prior;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, prior.name() + " (" + prior.domain() + ")");
        line(text, prior.summary());
        line(text, "Source: " + prior.source());
        line(text, "");
        line(text, "Equations");
        prior.states()
                .forEach(s -> line(
                        text, "  d(" + s.name() + ")/dt = " + prior.rateOf(s).expr()));
        prior.outputs()
                .forEach(o -> line(text, "  " + o.name() + " = " + o.quantity().expr()));
        line(text, "");
        TextTable parameters =
                new TextTable("llrrrll", "parameter", "unit", "lower", "nominal", "upper", "ages", "meaning");
        prior.parameters()
                .forEach(p -> parameters.row(
                        p.name(),
                        Units.text(p.unit()),
                        TextTable.number(p.lower()),
                        TextTable.number(p.nominal()),
                        TextTable.number(p.upper()),
                        p.ages() ? "yes" : "no",
                        p.meaning()));
        text.append(parameters).append(System.lineSeparator());
        TextTable states = new TextTable("llrl", "state", "unit", "starts at", "meaning");
        prior.states()
                .forEach(s -> states.row(s.name(), Units.text(s.unit()), TextTable.number(s.start()), s.meaning()));
        text.append(states).append(System.lineSeparator());
        TextTable signals = new TextTable("lllrl", "signal", "kind", "unit", "default", "meaning");
        prior.inputs()
                .forEach(i -> signals.row(
                        i.name(),
                        "input",
                        Units.text(i.unit()),
                        i.fallback().isPresent() ? TextTable.number(i.fallback().getAsDouble()) : "needed",
                        i.meaning()));
        prior.outputs().forEach(o -> signals.row(o.name(), "output", Units.text(o.unit()), "", o.meaning()));
        text.append(signals);
        if (!prior.invariants().isEmpty()) {
            line(text, "");
            line(text, "Invariants");
            prior.invariants()
                    .forEach(i ->
                            line(text, "  " + i.name() + ": " + i.nonNegative().expr() + " >= 0"));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
