package dev.weft.twins.quality;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.measure.Unit;

/**
 * Set the rules of a twin's signals and of its clock.
 *
 * @param inputs rules of the inputs [K]
 * @param outputs rules of the outputs [Q]
 * @param interval usual time between readings, &gt; 0 [s]
 * @param lateWithin readings older than the newest are late up to so many intervals; beyond, time goes back, &gt;= 0
 * @param gapAfter a silence of more than so many intervals is a gap, &gt; 1
 * @param leapAfter a time more than so many intervals ahead is believed when the next reading confirms it, &gt; 1
 */
public record QualityRules(
        List<SignalRule> inputs,
        List<SignalRule> outputs,
        double interval,
        double lateWithin,
        double gapAfter,
        double leapAfter) {
    /** A signal that many usual spreads away is no reading, but what a broken device sends. */
    private static final double FARTHEST = 1e3;

    private static final double LATE_WITHIN = 100;
    private static final double GAP_AFTER = 5;
    private static final double LEAP_AFTER = 1e5;

    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says, or values of an output shall be held
     */
    public QualityRules {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        for (SignalRule rule : outputs) {
            if (rule.holdFor() > 0) {
                throw new IllegalArgumentException("holdFor of an output = " + rule.holdFor()
                        + " s, expected 0: what nobody measured is nothing to learn from; only inputs are held");
            }
        }
        if (!(interval > 0) || Double.isInfinite(interval)) {
            throw new IllegalArgumentException("interval = " + interval + " s, expected a finite number > 0");
        }
        if (!(lateWithin >= 0) || !(gapAfter > 1) || !(leapAfter > 1)) {
            throw new IllegalArgumentException("lateWithin = " + lateWithin + ", gapAfter = " + gapAfter
                    + ", leapAfter = " + leapAfter + ", expected >= 0, > 1 and > 1 intervals");
        }
    }

    /**
     * Return what the prior's units and declarations tell: temperatures are not below absolute zero, an input does not leave
     * its usual range by more than its width, an angle not by more than a turn, an output that shows a state stays within a
     * thousand of its usual spreads, unless it is an angle. Whether signals rest, jump or have a second sensor no prior knows.
     *
     * @param interval usual time between readings, &gt; 0 [s]
     */
    public static QualityRules of(PhysicsPrior prior, double interval) {
        return new QualityRules(
                prior.inputs().stream().map(QualityRules::rule).toList(),
                prior.outputs().stream().map(output -> rule(prior, output)).toList(),
                interval,
                LATE_WITHIN,
                GAP_AFTER,
                LEAP_AFTER);
    }

    private static SignalRule rule(Input input) {
        SignalRule rule = physical(input.unit());
        // What is usual of an angle, such as the sun's height by day, is not all there is of a turn.
        double turn = isAngle(input.unit()) ? 2 * Math.PI : 0;
        return input.range()
                .map(range -> {
                    double width = range.high() - range.low();
                    return within(
                            rule,
                            Math.min(range.low() - width, range.low() - turn),
                            Math.max(range.high() + width, range.high() + turn));
                })
                .orElse(rule);
    }

    private static SignalRule rule(PhysicsPrior prior, Output output) {
        SignalRule rule = physical(output.unit());
        // An angle counts turns: it may go anywhere.
        if (isAngle(output.unit())) {
            return rule;
        }
        for (State state : prior.states()) {
            if (output.quantity().expr().equals(state.expr())) {
                double reach = FARTHEST * state.spread();
                return within(rule, state.start() - reach, state.start() + reach);
            }
        }
        return rule;
    }

    private static boolean isAngle(Unit<?> unit) {
        return unit.equals(Units.RADIAN);
    }

    private static SignalRule physical(Unit<?> unit) {
        if (Units.text(unit).equals(Units.text(Units.KELVIN))) {
            return SignalRule.ANY.between(0, Double.POSITIVE_INFINITY);
        }
        return Units.text(unit).equals("°C") || Units.text(unit).equals("℃")
                ? SignalRule.ANY.between(-273.15, Double.POSITIVE_INFINITY)
                : SignalRule.ANY;
    }

    private static SignalRule within(SignalRule rule, double low, double high) {
        return rule.between(Math.max(rule.low(), low), Math.min(rule.high(), high));
    }

    /**
     * Replace the rules of named signals. Of a range that a rule leaves open the ends stay as they are here.
     *
     * @throws IllegalArgumentException if the prior has no such signal, a range has no values, or values of an output shall be
     *     held
     */
    public QualityRules with(PhysicsPrior prior, Map<String, SignalRule> named) {
        List<String> in = prior.inputs().stream().map(Input::name).toList();
        List<String> out = prior.outputs().stream().map(Output::name).toList();
        List<String> known = Stream.concat(in.stream(), out.stream()).toList();
        named.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("rule of signal " + name + ": prior " + prior.name()
                            + " has no such signal, expected one of " + String.join(", ", known));
                });
        return new QualityRules(
                replaced(in, inputs, named), replaced(out, outputs, named), interval, lateWithin, gapAfter, leapAfter);
    }

    private static List<SignalRule> replaced(
            List<String> names, List<SignalRule> rules, Map<String, SignalRule> named) {
        List<SignalRule> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SignalRule usual = rules.get(i);
            SignalRule rule = named.getOrDefault(names.get(i), usual);
            try {
                all.add(rule.within(usual));
            } catch (IllegalArgumentException empty) {
                throw new IllegalArgumentException(
                        "rule of signal " + names.get(i) + ": " + empty.getMessage()
                                + "; the end that the rule leaves out is that of the prior, say both",
                        empty);
            }
        }
        return all;
    }
}
