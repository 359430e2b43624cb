package dev.weft.twins.cli;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import dev.weft.solvers.ode.LinearFlow;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.ExprText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        prior.sampling()
                .ifPresent(s -> line(
                        text,
                        "Usual record: " + s.samples() + " samples, one every " + TextTable.number(s.step()) + " s"));
        if (prior.gaps().isEmpty()
                && prior.inputs().stream()
                        .allMatch(i -> i.range().isPresent() || i.fallback().isPresent())) {
            line(text, "Example: weft simulate " + prior.name() + " --usual --out " + prior.name() + ".csv");
        }
        if (!prior.areUnitsChecked()) {
            line(text, "Units are shown, not checked: these equations do not come with units.");
        }
        if (prior.gaps().isEmpty()) {
            line(
                    text,
                    LinearFlow.isLinear(prior.system())
                            ? "Linear in the states: over an interval they follow exp(JΔt), whatever Δt."
                            : "Not linear in the states: they are integrated with error control.");
        }
        prior.gaps().forEach(gap -> line(text, "Incomplete: " + gap));
        line(text, "");
        line(text, "Equations");
        equations().lines().forEach(l -> line(text, "  " + l));
        line(text, "");
        TextTable parameters =
                new TextTable("llrrrll", "parameter", "unit", "lower", "nominal", "upper", "ages", "meaning");
        prior.parameters()
                .forEach(p -> parameters.row(
                        p.name(),
                        Units.text(p.unit()),
                        TextTable.number(p.lower()),
                        nominal(p),
                        TextTable.number(p.upper()),
                        ages(p),
                        p.meaning()));
        text.append(parameters).append(System.lineSeparator());
        TextTable states = new TextTable("llrrl", "state", "unit", "starts at", "within", "meaning");
        prior.states()
                .forEach(s -> states.row(
                        s.name(),
                        Units.text(s.unit()),
                        TextTable.number(s.start()),
                        TextTable.number(s.spread()),
                        s.meaning()));
        text.append(states).append(System.lineSeparator());
        TextTable signals = new TextTable("lllrrrl", "signal", "kind", "unit", "default", "from", "to", "meaning");
        prior.inputs()
                .forEach(i -> signals.row(
                        i.name(),
                        "input",
                        Units.text(i.unit()),
                        i.fallback().isPresent() ? TextTable.number(i.fallback().getAsDouble()) : "needed",
                        i.range().map(r -> TextTable.number(r.low())).orElse(""),
                        i.range().map(r -> TextTable.number(r.high())).orElse(""),
                        i.meaning()));
        prior.outputs().forEach(o -> signals.row(o.name(), "output", Units.text(o.unit()), "", "", "", o.meaning()));
        text.append(signals);
        if (!prior.invariants().isEmpty()) {
            line(text, "");
            line(text, "Invariants");
            prior.invariants()
                    .forEach(i ->
                            line(text, "  " + i.name() + ": " + i.nonNegative().expr() + " >= 0"));
        }
        if (!prior.limits().isEmpty()) {
            line(text, "");
            line(text, "Known limits of its validation");
            prior.limits().forEach(l -> line(text, "  " + l.criterion() + ": " + l.reason()));
        }
        return text.toString();
    }

    /** All equations and outputs as one block, so that what they share is defined once. */
    private String equations() {
        Map<String, Expr> named = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (State state : prior.states()) {
            String rate = "d(" + state.name() + ")/dt";
            if (prior.hasEquation(state)) {
                named.put(rate, prior.rateOf(state).expr());
            } else {
                missing.add(rate + " = ?");
            }
        }
        prior.outputs().forEach(o -> named.put(o.name(), o.quantity().expr()));
        missing.add(0, ExprText.block(named));
        return String.join("\n", missing);
    }

    private static String ages(Parameter parameter) {
        if (!parameter.ages()) {
            return "no";
        }
        String drift = parameter.drift().isPresent()
                ? ", " + TextTable.number(parameter.drift().getAsDouble()) + "/√s"
                : "";
        String home = parameter.timeConstant().isPresent()
                ? ", back within " + TextTable.number(parameter.timeConstant().getAsDouble()) + " s"
                : "";
        return "yes" + drift + home;
    }

    private static String nominal(Parameter parameter) {
        String value = TextTable.number(parameter.nominal());
        return parameter.standardDeviation().isPresent()
                ? value + " ± " + TextTable.number(parameter.standardDeviation().getAsDouble())
                : value;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
