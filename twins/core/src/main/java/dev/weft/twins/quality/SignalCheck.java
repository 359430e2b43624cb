package dev.weft.twins.quality;

import dev.weft.priors.Units;
import dev.weft.twins.quality.SignalFinding.Action;
import dev.weft.twins.quality.UnitAlternatives.Alternative;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;

/** Check the values of one signal by its rule. Holds no memory of its own; thread-safe. */
final class SignalCheck {
    private final String name;
    private final String unit;
    private final SignalRule rule;
    private final UnitAlternatives units;

    /** What is wrong with a value, and what it would be if converted. */
    private record Fault(
            Defect defect, String detail, @Nullable Alternative in) {}

    SignalCheck(String name, Unit<?> unit, SignalRule rule) {
        this.name = name;
        this.unit = Units.text(unit);
        this.rule = rule;
        this.units = UnitAlternatives.of(unit);
    }

    /**
     * Check a value.
     *
     * @param raw as it came, NaN if missing
     * @param second what the redundant sensor shows, NaN if there is none
     * @param memory of this signal. Modified
     * @param findings what was wrong is added. Modified
     * @return the value to use, NaN if none can be
     */
    double check(double raw, double second, double time, SignalMemory memory, List<SignalFinding> findings) {
        double before = memory.last();
        double beforeTime = memory.lastTime();
        Fault fault = fault(raw, second, time, memory);
        if (fault == null) {
            memory.accept(raw, time);
            return raw;
        }
        if (fault.in() != null && rule.converts()) {
            double converted = fault.in().convert(raw);
            memory.accept(converted, time);
            add(findings, fault, Action.REPAIRED, "; taken as " + number(converted));
            return converted;
        }
        boolean substitutes = rule.redundant().map(Redundancy::substitutes).orElse(false)
                && second >= rule.low()
                && second <= rule.high();
        if (substitutes) {
            memory.accept(second, time);
            add(findings, fault, Action.REPAIRED, "; the redundant sensor shows " + number(second));
            return second;
        }
        if (!Double.isNaN(before) && time - beforeTime <= rule.holdFor()) {
            add(findings, fault, Action.REPAIRED, "; held at " + number(before));
            return before;
        }
        add(findings, fault, Action.REFUSED, "");
        return Double.NaN;
    }

    /** Whether nothing would be found wrong with a value that has no redundant one beside it. Changes nothing. */
    boolean isGood(double raw, double time, SignalMemory memory) {
        return Double.isFinite(raw)
                && !isStuck(memory.repeatsWith(raw))
                && !isOutOfRange(raw)
                && !isTooFast(raw, time, memory)
                && !isAlone(raw, memory);
    }

    /** Whether a value is a spike, or the first of a step. */
    private boolean isAlone(double raw, SignalMemory memory) {
        return rule.spike() < Double.POSITIVE_INFINITY && Math.abs(raw - memory.median()) > rule.spike();
    }

    /** Remember a value that {@link #isGood}, as {@link #check} does. */
    static void remember(double raw, double time, SignalMemory memory) {
        memory.see(raw);
        memory.accept(raw, time);
    }

    private boolean isStuck(int repeats) {
        return rule.stuckAfter() > 0 && repeats >= rule.stuckAfter();
    }

    private boolean isOutOfRange(double raw) {
        return raw < rule.low() || raw > rule.high();
    }

    private boolean isTooFast(double raw, double time, SignalMemory memory) {
        double dt = time - memory.lastTime();
        return dt > 0 && Math.abs(raw - memory.last()) > rule.fastest() * dt;
    }

    private void add(List<SignalFinding> findings, Fault fault, Action action, String more) {
        String detail = fault.detail() + more;
        findings.add(new SignalFinding(
                name, fault.defect(), action, detail.startsWith("; ") ? detail.substring(2) : detail));
    }

    private @Nullable Fault fault(double raw, double second, double time, SignalMemory memory) {
        if (Double.isNaN(raw)) {
            memory.see(raw);
            return new Fault(Defect.MISSING, "", null);
        }
        if (Double.isInfinite(raw)) {
            memory.see(raw);
            return new Fault(Defect.NOT_FINITE, Double.toString(raw), null);
        }
        int repeats = memory.see(raw);
        if (isStuck(repeats)) {
            return new Fault(Defect.STUCK, number(raw) + " " + repeats + " times in a row", null);
        }
        Fault displaced = displaced(raw, time, memory);
        if (displaced != null) {
            Optional<Alternative> explains =
                    Double.isNaN(memory.last()) ? Optional.empty() : units.explain(raw, memory.last());
            return explains.filter(this::isPossible)
                    .filter(in -> in.convert(raw) >= rule.low() && in.convert(raw) <= rule.high())
                    .map(in -> new Fault(Defect.WRONG_UNIT, displaced.detail() + "; it would fit in " + in.unit(), in))
                    .orElse(displaced);
        }
        return drift(raw, second, memory);
    }

    private boolean isPossible(Alternative in) {
        return !in.unit().equals(unit);
    }

    private @Nullable Fault displaced(double raw, double time, SignalMemory memory) {
        if (isOutOfRange(raw)) {
            return new Fault(
                    Defect.OUT_OF_RANGE,
                    number(raw) + ", expected " + plain(rule.low()) + " … " + number(rule.high()),
                    null);
        }
        if (isTooFast(raw, time, memory)) {
            return new Fault(
                    Defect.IMPOSSIBLE_RATE,
                    number(raw) + " after " + number(memory.last()) + " " + plain(time - memory.lastTime())
                            + " s before, expected at most "
                            + number(rule.fastest()) + " a second",
                    null);
        }
        return alone(raw, memory);
    }

    /** A value alone is a spike; two that agree are a step of the machine. */
    private @Nullable Fault alone(double raw, SignalMemory memory) {
        if (!isAlone(raw, memory)) {
            memory.setPending(Double.NaN);
            return null;
        }
        if (Math.abs(raw - memory.pending()) <= rule.spike()) {
            memory.forgetRecent();
            return null;
        }
        memory.setPending(raw);
        return new Fault(
                Defect.SPIKE,
                number(raw) + ", expected within " + number(rule.spike()) + " of " + number(memory.median())
                        + ", or a second value to confirm it",
                null);
    }

    private @Nullable Fault drift(double raw, double second, SignalMemory memory) {
        if (rule.redundant().isEmpty() || !Double.isFinite(second)) {
            return null;
        }
        double tolerance = rule.redundant().get().tolerance();
        double sum = memory.disagree((raw - second) / tolerance, Redundancy.MOST);
        return sum <= Redundancy.ALARM
                ? null
                : new Fault(
                        Defect.DRIFT,
                        number(raw) + " beside " + number(second) + ", expected within " + number(tolerance)
                                + " for good",
                        null);
    }

    private String number(double value) {
        return plain(value) + (unit.isEmpty() || Double.isInfinite(value) ? "" : " " + unit);
    }

    /** A number with up to six digits. */
    static String plain(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") || !text.contains(".")
                ? text
                : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
