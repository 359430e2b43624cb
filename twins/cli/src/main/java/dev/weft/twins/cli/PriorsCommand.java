package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.solvers.ode.LinearFlow;
import dev.weft.solvers.symbolic.ExprText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** List the catalogue of priors, or describe one. */
@Command(
        name = "priors",
        mixinStandardHelpOptions = true,
        header = "List the priors, or describe one.",
        description =
                "List the priors at hand by domain; with NAME print its equations, parameters, states, inputs with their "
                        + "usual ranges, outputs, invariants and usual sampling. A jar on WEFT_CLASSPATH adds its own.",
        footer = {"", "Example: weft priors cascaded-tanks"})
final class PriorsCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Prior to describe.")
    @Nullable
    String name;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        ModelSource source = new ModelSource();
        if (name == null) {
            list(source);
        } else if (output.json) {
            JsonOutput.print(describe(source.prior(name)));
        } else {
            System.out.print(new PriorText(source.prior(name)));
        }
        return 0;
    }

    private void list(ModelSource source) {
        if (output.json) {
            ObjectNode object = JsonOutput.newObject();
            ArrayNode all = object.putArray("priors");
            source.catalogue()
                    .all()
                    .forEach(p -> all.addObject()
                            .put("name", p.name())
                            .put("domain", p.domain())
                            .put("summary", p.summary()));
            JsonOutput.print(object);
            return;
        }
        TextTable table = new TextTable("lll", "domain", "prior", "what it describes");
        source.catalogue().all().forEach(p -> table.row(p.domain(), p.name(), p.summary()));
        System.out.print(table);
    }

    static ObjectNode describe(PhysicsPrior prior) {
        ObjectNode object = JsonOutput.newObject();
        object.put("name", prior.name())
                .put("domain", prior.domain())
                .put("summary", prior.summary())
                .put("source", prior.source())
                .put("unitsChecked", prior.areUnitsChecked());
        if (prior.gaps().isEmpty()) {
            object.put("linear", LinearFlow.isLinear(prior.system()));
        }
        prior.sampling()
                .ifPresent(
                        s -> object.putObject("sampling").put("step", s.step()).put("samples", s.samples()));
        if (!prior.gaps().isEmpty()) {
            ArrayNode gaps = object.putArray("gaps");
            prior.gaps().forEach(gaps::add);
        }
        ArrayNode parameters = object.putArray("parameters");
        prior.parameters().forEach(p -> {
            ObjectNode node = parameters
                    .addObject()
                    .put("name", p.name())
                    .put("unit", Units.text(p.unit()))
                    .put("ages", p.ages())
                    .put("meaning", p.meaning());
            // JSON has no infinities, and a parameter without bounds has no nominal value either.
            if (!Double.isInfinite(p.lower())) {
                node.put("lower", p.lower()).put("upper", p.upper()).put("nominal", p.nominal());
            }
            p.drift().ifPresent(value -> node.put("drift", value));
            p.timeConstant().ifPresent(value -> node.put("timeConstant", value));
            p.standardDeviation().ifPresent(value -> node.put("standardDeviation", value));
        });
        ArrayNode states = object.putArray("states");
        prior.states().forEach(s -> {
            ObjectNode node = states.addObject()
                    .put("name", s.name())
                    .put("unit", Units.text(s.unit()))
                    .put("start", s.start())
                    .put("within", s.spread())
                    .put("meaning", s.meaning());
            if (prior.hasEquation(s)) {
                node.put("rate", ExprText.of(prior.rateOf(s).expr()));
            }
        });
        ArrayNode inputs = object.putArray("inputs");
        prior.inputs().forEach(i -> {
            ObjectNode node = inputs.addObject()
                    .put("name", i.name())
                    .put("unit", Units.text(i.unit()))
                    .put("meaning", i.meaning());
            i.fallback().ifPresent(value -> node.put("default", value));
            i.range().ifPresent(r -> node.put("low", r.low()).put("high", r.high()));
        });
        ArrayNode outputs = object.putArray("outputs");
        prior.outputs()
                .forEach(o -> outputs.addObject()
                        .put("name", o.name())
                        .put("unit", Units.text(o.unit()))
                        .put("noise", o.noise())
                        .put("expression", ExprText.of(o.quantity().expr()))
                        .put("meaning", o.meaning()));
        ArrayNode invariants = object.putArray("invariants");
        prior.invariants()
                .forEach(i -> invariants
                        .addObject()
                        .put("name", i.name())
                        .put("nonNegative", ExprText.of(i.nonNegative().expr())));
        ArrayNode limits = object.putArray("limits");
        prior.limits()
                .forEach(l -> limits.addObject().put("criterion", l.criterion()).put("reason", l.reason()));
        return object;
    }
}
