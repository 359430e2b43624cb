package dev.weft.sdk.validation;

import dev.weft.priors.Limit;
import dev.weft.sdk.validation.Criterion.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** Judge what came of a trial. */
final class Criteria {
    private static final double SOLVABLE = 0.95;

    /** Fits of machines of the very prior must end. */
    private static final double FITTED = 0.95;
    /** Beyond so many standard errors a bias is no accident, also among a dozen of parameters. */
    private static final double BIASED = 4;
    /** Bias of less than this is nothing that an engineer would see. */
    private static final double NO_BIAS = 1e-3;

    private static final double CONFIDENCE = 0.95;
    private static final double DEVIATIONS = 3;
    private static final double HOLDS_TOGETHER = 3;
    private static final double FOLLOWS = 0.5;

    private final PriorReport report;
    private final List<Criterion> criteria = new ArrayList<>();

    Criteria(PriorReport report) {
        this.report = report;
    }

    /**
     * Judge. Whoever states a limit is taken at his word, and told where he is wrong: a limit that was met, or that no
     * criterion asks for, is noted.
     */
    List<Criterion> judge() {
        solvable();
        fits();
        told();
        bias();
        coverage();
        invariants();
        better();
        disturbances();
        following();
        for (Limit limit : report.prior().limits()) {
            if (criteria.stream().noneMatch(c -> c.name().equals(limit.criterion()))) {
                criteria.add(new Criterion(
                        limit.criterion(),
                        "was not asked",
                        "a criterion of this trial, as the prior states a limit of it",
                        Verdict.NOTED,
                        limit.reason()));
            }
        }
        return criteria;
    }

    private void add(String name, String found, String expected, boolean met, Verdict otherwise) {
        String reason = report.prior().limits().stream()
                .filter(l -> l.criterion().equals(name))
                .map(Limit::reason)
                .findFirst()
                .orElse("");
        if (reason.isEmpty()) {
            criteria.add(new Criterion(name, found, expected, met ? Verdict.PASSED : otherwise, ""));
        } else if (met) {
            criteria.add(new Criterion(
                    name, found + ": met, though the prior states a limit", expected, Verdict.NOTED, reason));
        } else {
            criteria.add(new Criterion(name, found, expected, Verdict.KNOWN, reason));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private void solvable() {
        add(
                "equations can be solved",
                percent(report.solvable()) + " of the machines drawn",
                ">= " + percent(SOLVABLE),
                report.solvable() >= SOLVABLE,
                Verdict.NOTED);
    }

    private void fits() {
        double share = (double) report.recovery().fitted() / report.recovery().machines();
        add("fits end", percent(share) + " of the machines", ">= " + percent(FITTED), share >= FITTED, Verdict.FAILED);
    }

    private void told() {
        List<ParameterRecovery> all = report.recovery().parameters();
        List<ParameterRecovery> told = report.recovery().told();
        List<String> open = all.stream()
                .filter(p -> !told.contains(p))
                .map(ParameterRecovery::name)
                .toList();
        List<ParameterRecovery> together = report.recovery().toldTogether();
        String found = told.size() + " of " + all.size()
                + (open.isEmpty() ? "" : "; open: " + String.join(", ", open))
                + (together.isEmpty()
                        ? ""
                        : "; told together: "
                                + String.join(
                                        ", ",
                                        together.stream()
                                                .map(ParameterRecovery::name)
                                                .toList()));
        boolean some = !told.isEmpty() || !together.isEmpty() || all.isEmpty();
        add(
                "parameters are told by the data",
                found,
                "all; at least one, or a product of some",
                open.isEmpty(),
                some ? Verdict.NOTED : Verdict.FAILED);
    }

    private void bias() {
        List<String> biased = report.recovery().judged().stream()
                .filter(p -> p.biasScore() > accident(p.machines()) && Math.abs(p.bias()) > NO_BIAS)
                .map(p -> p.name() + " by " + number(p.bias()))
                .toList();
        add(
                "parameters come back without bias",
                biased.isEmpty() ? "none is biased" : String.join(", ", biased),
                "within " + number(accident(report.recovery().machines())) + " standard errors of 0",
                biased.isEmpty(),
                Verdict.FAILED);
    }

    /**
     * Return how many standard errors are as unlikely an accident as {@link #BIASED} would be if their size were known: it
     * is estimated from the machines too, so that few of them often seem to agree. Student's t of one degree less.
     */
    static double accident(int machines) {
        double probability = new NormalDistribution().cumulativeProbability(BIASED);
        return machines < 2
                ? Double.POSITIVE_INFINITY
                : new TDistribution(machines - 1.0).inverseCumulativeProbability(probability);
    }

    /** Intervals of one machine hang together, so that machines count and not intervals. */
    private void coverage() {
        double covered = report.recovery().covered();
        if (Double.isNaN(covered)) {
            return;
        }
        int machines = report.recovery().machines();
        double least = CONFIDENCE - DEVIATIONS * Math.sqrt(CONFIDENCE * (1 - CONFIDENCE) / machines);
        add(
                "95 % intervals hold the truth",
                percent(covered),
                ">= " + percent(least) + ", which is 95 % less " + number(DEVIATIONS) + " standard errors of "
                        + machines + " machines",
                covered >= least,
                Verdict.FAILED);
    }

    private void invariants() {
        for (InvariantResult invariant : report.invariants()) {
            add(
                    invariant.name(),
                    "least value " + number(invariant.least()),
                    ">= 0 in " + invariant.samples() + " samples",
                    invariant.holds(),
                    Verdict.FAILED);
        }
    }

    /** The prior in its better adaptation against everything that knows no physics. */
    private void better() {
        double own = report.scores().stream()
                .filter(s -> s.method().startsWith("this prior"))
                .mapToDouble(MethodScore::error)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        for (MethodScore score : report.scores()) {
            if (!score.method().startsWith("this prior")) {
                add(
                        "forecasts better than " + score.method(),
                        number(own) + " against " + number(score.error()),
                        "less error",
                        own < score.error(),
                        Verdict.FAILED);
            }
        }
    }

    private void disturbances() {
        double calm = report.disturbances().get(0).predictionError();
        for (DisturbanceEffect effect : report.disturbances()) {
            if (effect.disturbance() != Disturbance.WHITE) {
                double times = effect.predictionError() / calm;
                add(
                        "stands " + effect.disturbance().words(),
                        "prediction error × " + number(times),
                        "× " + number(HOLDS_TOGETHER) + " at most",
                        times <= HOLDS_TOGETHER,
                        Verdict.NOTED);
            }
        }
    }

    private void following() {
        report.following()
                .ifPresent(f -> add(
                        "a twin follows a jump of " + f.parameter(),
                        percent(f.settled()) + " of the machines within a record",
                        ">= " + percent(FOLLOWS),
                        f.settled() >= FOLLOWS,
                        Verdict.NOTED));
    }
}
