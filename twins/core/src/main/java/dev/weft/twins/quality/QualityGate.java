package dev.weft.twins.quality;

import dev.weft.priors.PhysicsPrior;
import dev.weft.twins.quality.SignalFinding.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Check readings before any model sees them: each signal by its rule, times by the clock's, and where they came from.
 *
 * <p>What a gate remembers of a twin are numbers in an array of the caller's, so that a twin can go back, be kept and be
 * copied. A reading that is refused as a whole changes only the memory of the clock. Thread-safe: one gate serves all twins
 * with the same rules, each with a memory of its own.
 */
public final class QualityGate {
    private static final int NEWEST = 0;
    private static final int LEAPT = 1;
    private static final int FIRST_SIGNAL = 2;

    private final QualityRules rules;
    private final List<SignalCheck> checks;
    private final int inputCount;
    private final int outputCount;

    /**
     * Make a gate for the twins of a prior.
     *
     * @throws IllegalArgumentException if the rules are not one for each of the prior's signals
     */
    public QualityGate(PhysicsPrior prior, QualityRules rules) {
        this.rules = rules;
        this.inputCount = prior.inputs().size();
        this.outputCount = prior.outputs().size();
        if (rules.inputs().size() != inputCount || rules.outputs().size() != outputCount) {
            throw new IllegalArgumentException("rules of " + rules.inputs().size() + " inputs and "
                    + rules.outputs().size() + " outputs, expected " + inputCount + " and " + outputCount);
        }
        this.checks = Stream.concat(
                        IntStream.range(0, inputCount)
                                .mapToObj(k -> new SignalCheck(
                                        prior.inputs().get(k).name(),
                                        prior.inputs().get(k).unit(),
                                        rules.inputs().get(k))),
                        IntStream.range(0, outputCount)
                                .mapToObj(k -> new SignalCheck(
                                        prior.outputs().get(k).name(),
                                        prior.outputs().get(k).unit(),
                                        rules.outputs().get(k))))
                .toList();
    }

    /** Return the rules. */
    public QualityRules rules() {
        return rules;
    }

    /** Return how many numbers are remembered of a twin. */
    public int memorySize() {
        return FIRST_SIGNAL + SignalMemory.SIZE * checks.size();
    }

    /** Return a memory of nothing. */
    public double[] newMemory() {
        double[] memory = new double[memorySize()];
        forget(memory);
        return memory;
    }

    /** Clear a memory. */
    public void forget(double[] memory) {
        memory[NEWEST] = Double.NaN;
        memory[LEAPT] = Double.NaN;
        for (int k = 0; k < checks.size(); k++) {
            signal(memory, k).clear();
        }
    }

    private static SignalMemory signal(double[] memory, int k) {
        return signal(memory, 0, k);
    }

    private static SignalMemory signal(double[] memory, int at, int k) {
        return new SignalMemory(memory, at + FIRST_SIGNAL + k * SignalMemory.SIZE);
    }

    /**
     * Check a reading.
     *
     * @param time event time in seconds
     * @param inputs as they came, NaN where missing [K]. Not modified
     * @param outputs as they came, NaN where missing [Q]. Not modified
     * @param second what redundant sensors show, NaN where there is none [K+Q]; may be empty. Not modified
     * @param provenance the mark of the forecast that the values come from; empty for what was measured
     * @param memory what is remembered of the twin. Modified
     * @return the values to use, and what was wrong
     */
    public Inspection inspect(
            double time,
            double[] inputs,
            double[] outputs,
            double[] second,
            Optional<String> provenance,
            double[] memory) {
        List<SignalFinding> findings = new ArrayList<>();
        double[] u = inputs.clone();
        double[] y = outputs.clone();
        Optional<Defect> whole = provenance.isPresent()
                ? refuse(Defect.OWN_OUTPUT, "marked " + provenance.get(), findings)
                : clock(time, u, y, memory, findings);
        if (whole.isPresent()) {
            Arrays.fill(u, Double.NaN);
            Arrays.fill(y, Double.NaN);
            return new Inspection(u, y, whole, findings);
        }
        memory[NEWEST] = time;
        memory[LEAPT] = Double.NaN;
        for (int k = 0; k < inputCount; k++) {
            u[k] = checks.get(k).check(u[k], at(second, k), time, signal(memory, k), findings);
        }
        for (int k = 0; k < outputCount; k++) {
            SignalMemory of = signal(memory, inputCount + k);
            if (!hasNoSensor(inputCount + k, y[k], of)) {
                y[k] = checks.get(inputCount + k).check(y[k], at(second, inputCount + k), time, of, findings);
            }
        }
        return new Inspection(u, y, whole, findings);
    }

    /**
     * Tell whether {@link #inspect} would find nothing in a reading that has no redundant values and no mark; if so, remember
     * it as {@code inspect} does. Else nothing is changed, and {@code inspect} can say what is wrong.
     *
     * <p>Allocates nothing.
     *
     * @param time event time in seconds
     * @param values inputs, then outputs, as they came, NaN where missing [K+Q]. Not modified
     * @param memory holds what is remembered of the twin, {@link #memorySize} numbers. Modified
     * @param at where they begin
     */
    public boolean passes(double time, double[] values, double[] memory, int at) {
        double newest = memory[at + NEWEST];
        double ahead = (time - newest) / rules.interval();
        if (!Double.isFinite(time) || time <= newest || ahead > rules.leapAfter() || ahead > rules.gapAfter()) {
            return false;
        }
        for (int k = 0; k < checks.size(); k++) {
            SignalMemory of = signal(memory, at, k);
            if (!hasNoSensor(k, values[k], of) && !checks.get(k).isGood(values[k], time, of)) {
                return false;
            }
        }
        memory[at + NEWEST] = time;
        memory[at + LEAPT] = Double.NaN;
        for (int k = 0; k < checks.size(); k++) {
            SignalMemory of = signal(memory, at, k);
            if (!hasNoSensor(k, values[k], of)) {
                SignalCheck.remember(values[k], time, of);
            }
        }
        return true;
    }

    /** Not every output has a sensor: one that was never read is not missing. */
    private boolean hasNoSensor(int signal, double value, SignalMemory of) {
        return signal >= inputCount && Double.isNaN(value) && Double.isNaN(of.last());
    }

    private static double at(double[] values, int k) {
        return k < values.length ? values[k] : Double.NaN;
    }

    private Optional<Defect> clock(double time, double[] u, double[] y, double[] memory, List<SignalFinding> findings) {
        double newest = memory[NEWEST];
        if (!Double.isFinite(time)) {
            return refuse(Defect.NO_TIME, Double.toString(time), findings);
        }
        if (time == newest && repeats(u, y, memory)) {
            return refuse(Defect.DUPLICATE, "", findings);
        }
        if (time <= newest) {
            double by = newest - time;
            boolean late = by <= rules.lateWithin() * rules.interval();
            return refuse(
                    late ? Defect.LATE : Defect.TIME_BACK, SignalCheck.plain(by) + " s behind the newest", findings);
        }
        double ahead = (time - newest) / rules.interval();
        if (ahead > rules.leapAfter() && !confirmed(time, memory[LEAPT])) {
            memory[LEAPT] = time;
            return refuse(
                    Defect.LEAP,
                    SignalCheck.plain(time - newest) + " s after the one before; a second reading confirms it",
                    findings);
        }
        if (ahead > rules.gapAfter()) {
            findings.add(new SignalFinding(
                    "", Defect.GAP, Action.NOTED, SignalCheck.plain(time - newest) + " s without a reading"));
        }
        return Optional.empty();
    }

    private boolean confirmed(double time, double leapt) {
        return time > leapt && (time - leapt) / rules.interval() <= rules.leapAfter();
    }

    private static Optional<Defect> refuse(Defect defect, String detail, List<SignalFinding> findings) {
        findings.add(new SignalFinding("", defect, Action.REFUSED, detail));
        return Optional.of(defect);
    }

    private boolean repeats(double[] u, double[] y, double[] memory) {
        for (int k = 0; k < checks.size(); k++) {
            double value = k < inputCount ? u[k] : y[k - inputCount];
            if (Double.compare(value, signal(memory, k).raw()) != 0) {
                return false;
            }
        }
        return true;
    }
}
