package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
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
                "List the priors at hand by domain; with NAME print its equations, parameters, states, inputs, outputs and "
                        + "invariants. A jar on WEFT_CLASSPATH adds its own.",
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

    private static ObjectNode describe(PhysicsPrior prior) {
        ObjectNode object = JsonOutput.newObject();
        object.put("name", prior.name())
                .put("domain", prior.domain())
                .put("summary", prior.summary())
                .put("source", prior.source());
        ArrayNode parameters = object.putArray("parameters");
        prior.parameters()
                .forEach(p -> parameters
                        .addObject()
                        .put("name", p.name())
                        .put("unit", Units.text(p.unit()))
                        .put("lower", p.lower())
                        .put("upper", p.upper())
                        .put("nominal", p.nominal())
                        .put("ages", p.ages())
                        .put("meaning", p.meaning()));
        ArrayNode states = object.putArray("states");
        prior.states()
                .forEach(s -> states.addObject()
                        .put("name", s.name())
                        .put("unit", Units.text(s.unit()))
                        .put("start", s.start())
                        .put("rate", prior.rateOf(s).expr().toString())
                        .put("meaning", s.meaning()));
        ArrayNode inputs = object.putArray("inputs");
        prior.inputs().forEach(i -> {
            ObjectNode node = inputs.addObject()
                    .put("name", i.name())
                    .put("unit", Units.text(i.unit()))
                    .put("meaning", i.meaning());
            i.fallback().ifPresent(value -> node.put("default", value));
        });
        ArrayNode outputs = object.putArray("outputs");
        prior.outputs()
                .forEach(o -> outputs.addObject()
                        .put("name", o.name())
                        .put("unit", Units.text(o.unit()))
                        .put("noise", o.noise())
                        .put("expression", o.quantity().expr().toString())
                        .put("meaning", o.meaning()));
        ArrayNode invariants = object.putArray("invariants");
        prior.invariants()
                .forEach(i -> invariants
                        .addObject()
                        .put("name", i.name())
                        .put("nonNegative", i.nonNegative().expr().toString()));
        return object;
    }
}
