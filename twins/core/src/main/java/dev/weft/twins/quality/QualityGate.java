package dev.weft.twins.quality;

import dev.weft.priors.PhysicsPrior;
import dev.weft.twins.Reading;
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
    private final int inputs;
    private final int outputs;

    /**
     * Make a gate for the twins of a prior.
     *
     * @throws IllegalArgumentException if the rules are not one for each of the prior's signals
     */
    public QualityGate(PhysicsPrior prior, QualityRules rules) {
        this.rules = rules;
        this.inputs = prior.inputs().size();
        this.outputs = prior.outputs().size();
        if (rules.inputs().size() != inputs || rules.outputs().size() != outputs) {
            throw new IllegalArgumentException("rules of " + rules.inputs().size() + " inputs and "
                    + rules.outputs().size() + " outputs, expected " + inputs + " and " + outputs);
        }
        this.checks = Stream.concat(
                        IntStream.range(0, inputs)
                                .mapToObj(k -> new SignalCheck(
                                        prior.inputs().get(k).name(),
                                        prior.inputs().get(k).unit(),
                                        rules.inputs().get(k))),
                        IntStream.range(0, outputs)
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
        return new SignalMemory(memory, FIRST_SIGNAL + k * SignalMemory.SIZE);
    }

    /**
     * Check a reading.
     *
     * @param reading with as many inputs and outputs as the prior has
     * @param memory what is remembered of the twin. Modified
     * @return the values to use, and what was wrong
     */
    public Inspection inspect(Reading reading, double[] memory) {
        List<SignalFinding> findings = new ArrayList<>();
        Optional<Defect> whole = whole(reading, memory, findings);
        double[] u = reading.inputs();
        double[] y = reading.outputs();
        if (whole.isPresent()) {
            Arrays.fill(u, Double.NaN);
            Arrays.fill(y, Double.NaN);
            return new Inspection(u, y, whole, findings);
        }
        double[] second = reading.redundant();
        memory[NEWEST] = reading.time();
        memory[LEAPT] = Double.NaN;
        for (int k = 0; k < inputs; k++) {
            u[k] = checks.get(k).check(u[k], at(second, k), reading.time(), signal(memory, k), findings);
        }
        for (int k = 0; k < outputs; k++) {
            SignalMemory of = signal(memory, inputs + k);
            if (Double.isNaN(y[k]) && Double.isNaN(of.last())) {
                // Not every output has a sensor.
                continue;
            }
            y[k] = checks.get(inputs + k).check(y[k], at(second, inputs + k), reading.time(), of, findings);
        }
        return new Inspection(u, y, whole, findings);
    }

    private static double at(double[] values, int k) {
        return k < values.length ? values[k] : Double.NaN;
    }

    private Optional<Defect> whole(Reading reading, double[] memory, List<SignalFinding> findings) {
        double time = reading.time();
        double newest = memory[NEWEST];
        if (reading.provenance().isPresent()) {
            return refuse(Defect.OWN_OUTPUT, "marked " + reading.provenance().get(), findings);
        }
        if (!Double.isFinite(time)) {
            return refuse(Defect.NO_TIME, Double.toString(time), findings);
        }
        if (time == newest && repeats(reading, memory)) {
            return refuse(Defect.DUPLICATE, "", findings);
        }
        if (time <= newest) {
            double by = newest - time;
            boolean late = by <= rules.lateWithin() * rules.interval();
            return refuse(late ? Defect.LATE : Defect.TIME_BACK, by + " s behind the newest", findings);
        }
        double ahead = (time - newest) / rules.interval();
        if (ahead > rules.leapAfter() && !confirmed(time, memory[LEAPT])) {
            memory[LEAPT] = time;
            return refuse(
                    Defect.LEAP, (time - newest) + " s after the one before; a second reading confirms it", findings);
        }
        if (ahead > rules.gapAfter()) {
            findings.add(new SignalFinding("", Defect.GAP, Action.NOTED, (time - newest) + " s without a reading"));
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

    private boolean repeats(Reading reading, double[] memory) {
        double[] u = reading.inputs();
        double[] y = reading.outputs();
        for (int k = 0; k < checks.size(); k++) {
            double value = k < inputs ? u[k] : y[k - inputs];
            if (Double.compare(value, signal(memory, k).raw()) != 0) {
                return false;
            }
        }
        return true;
    }
}
