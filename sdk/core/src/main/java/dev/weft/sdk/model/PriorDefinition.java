package dev.weft.sdk.model;

import dev.weft.priors.Input;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.data.Sha256;
import dev.weft.solvers.symbolic.ExprText;

/**
 * Write down what a prior declares, so that two of them can be told apart: names, units, bounds, nominal values,
 * equations, drifts, ranges, noise, invariants, sampling and limits. Meanings and sources, which no result depends on, are left
 * out. Stateless.
 */
public final class PriorDefinition {
    private PriorDefinition() {}

    /** Return the SHA-256 of what a prior declares, in hex: another one after any edit that could change a result. */
    public static String hash(PhysicsPrior prior) {
        return Sha256.of(text(prior));
    }

    /** Return the definition, one line each. */
    static String text(PhysicsPrior prior) {
        StringBuilder text = new StringBuilder();
        line(text, "prior", prior.name());
        prior.parameters()
                .forEach(p -> line(
                        text,
                        "parameter",
                        p.name(),
                        Units.text(p.unit()),
                        p.lower(),
                        p.upper(),
                        p.nominal(),
                        p.standardDeviation(),
                        p.ages(),
                        p.drift(),
                        p.timeConstant()));
        prior.states()
                .forEach(s -> line(
                        text,
                        "state",
                        s.name(),
                        Units.text(s.unit()),
                        s.start(),
                        s.spread(),
                        prior.hasEquation(s) ? ExprText.of(prior.rateOf(s).expr()) : "?"));
        prior.inputs()
                .forEach(i -> line(
                        text,
                        "input",
                        i.name(),
                        Units.text(i.unit()),
                        i.fallback(),
                        i.range().map(Input.Range::low),
                        i.range().map(Input.Range::high)));
        prior.outputs()
                .forEach(o -> line(
                        text,
                        "output",
                        o.name(),
                        Units.text(o.unit()),
                        o.noise(),
                        ExprText.of(o.quantity().expr())));
        prior.invariants()
                .forEach(i -> line(
                        text, "invariant", i.name(), ExprText.of(i.nonNegative().expr())));
        prior.sampling().ifPresent(s -> line(text, "sampling", s.step(), s.samples()));
        prior.limits().forEach(l -> line(text, "limit", l.criterion(), l.reason()));
        return text.toString();
    }

    private static void line(StringBuilder text, Object... parts) {
        for (Object part : parts) {
            text.append(part).append('\t');
        }
        text.append('\n');
    }
}
