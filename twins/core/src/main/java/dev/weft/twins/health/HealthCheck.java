package dev.weft.twins.health;

import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Ledger;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.health.Health.Consistency;
import dev.weft.twins.health.Health.Movement;
import dev.weft.twins.health.Health.Quality;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Look how well twins do, by their newest entries in the ledger.
 *
 * <p>A consistent filter's innovations are white, with a mean square of 1: D. Simon, "Optimal State Estimation", 2006, section
 * 10.1. A mean square above 1 says that the twin is surer than it may be; correlation from reading to reading, that something
 * is left to learn: a parameter that moves faster than it may, an effect that the equations leave out. Cost: one look at each
 * entry. Thread-safe.
 */
public final class HealthCheck {
    /** Beside chance, a twin may be off by so much before anybody is told. */
    private static final double SURPRISE_ALLOWED = 0.5;

    private static final double WHITENESS_ALLOWED = 0.3;
    private static final double DISTANCE_ALLOWED = 3;
    private static final double DRIFT_ALLOWED = 3;
    private static final double LEAST_ACCEPTED = 0.9;
    private static final int LEAST_COMPARED = 20;

    /** What is wrong with values: a reading may be accepted all the same, since another value took the place. */
    private static final Set<Defect> OF_SENSORS = EnumSet.of(
            Defect.MISSING,
            Defect.NOT_FINITE,
            Defect.OUT_OF_RANGE,
            Defect.IMPOSSIBLE_RATE,
            Defect.STUCK,
            Defect.SPIKE,
            Defect.DRIFT,
            Defect.WRONG_UNIT);

    private final Ledger ledger;
    private final int window;

    /**
     * Look at the twins of a store.
     *
     * @param window how many of the newest readings count, &gt;= 2
     * @throws IllegalArgumentException if there are fewer
     */
    public HealthCheck(TwinStore store, int window) {
        if (window < 2) {
            throw new IllegalArgumentException("window = " + window + ", expected 2 readings or more");
        }
        this.ledger = Ledger.of(store);
        this.window = window;
    }

    /** Look at a twin. */
    public Health of(Twin twin) {
        List<LedgerEntry> entries = newest(twin);
        Innovations innovations = new Innovations(twin.model().prior().outputs().size());
        for (LedgerEntry entry : entries) {
            if (entry.observation().isPresent() && entry.kind() != Kind.REFUSED) {
                innovations.add(entry.observation().get());
            } else {
                innovations.part();
            }
        }
        LedgerEntry approved = ledger.entry(twin.id(), twin.approvedVersion()).orElseThrow();
        GaussianEstimate then = approved.after().estimate();
        GaussianEstimate first = entries.get(0).after().estimate();
        GaussianEstimate now = twin.snapshot().estimate();
        Quality quality = quality(entries);
        Consistency consistency = innovations.consistency();
        Movement fromApproved = farthest(twin, then, now, then);
        Movement lately = farthest(twin, first, now, now);
        return new Health(
                twin.id(),
                twin.version(),
                quality,
                consistency,
                fromApproved,
                lately,
                twin.snapshot().time() - begun(twin, approved),
                twin.isAlarmed(),
                remarks(quality, consistency, fromApproved, lately, twin.isAlarmed()));
    }

    private static Quality quality(List<LedgerEntry> entries) {
        Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
        Map<Defect, Integer> defects = new EnumMap<>(Defect.class);
        int readings = 0;
        int accepted = 0;
        for (LedgerEntry entry : entries) {
            Optional<Observation> seen = entry.observation();
            if (seen.isPresent()) {
                readings++;
                accepted += entry.kind() == Kind.REFUSED ? 0 : 1;
                findings.merge(seen.get().finding(), 1, Integer::sum);
                seen.get().findings().forEach(found -> defects.merge(found.defect(), 1, Integer::sum));
            }
        }
        return new Quality(readings, readings == 0 ? Double.NaN : (double) accepted / readings, findings, defects);
    }

    /** The newest readings, and the decisions between them, the oldest first. */
    private List<LedgerEntry> newest(Twin twin) {
        List<LedgerEntry> entries = new ArrayList<>();
        long span = window;
        do {
            entries.clear();
            ledger.readEntries(twin.id(), Math.max(0, twin.version() + 1 - span), entries::add);
            span *= 2;
        } while (readings(entries) < window && entries.get(0).version() > 0);
        while (readings(entries.subList(1, entries.size())) >= window) {
            entries.remove(0);
        }
        return entries;
    }

    private static long readings(List<LedgerEntry> entries) {
        return entries.stream().filter(entry -> entry.observation().isPresent()).count();
    }

    private static Movement farthest(Twin twin, GaussianEstimate from, GaussianEstimate to, GaussianEstimate scale) {
        Movement farthest = new Movement("", 0);
        for (int j = 0; j < twin.model().layout().parameterCount(); j++) {
            WeightSlot slot = twin.model().layout().slots().get(j);
            double moved = Math.abs(to.mean()[j] - from.mean()[j]);
            double deviations = moved == 0 ? 0 : moved / scale.standardDeviation(j);
            if (deviations > farthest.deviations()) {
                farthest = new Movement(slot.name(), deviations);
            }
        }
        return farthest;
    }

    /** When the approved weights began to stand for the machine: a twin's first ones have no time before its first reading. */
    private double begun(Twin twin, LedgerEntry approved) {
        double time = approved.after().time();
        return Double.isNaN(time)
                ? ledger.entry(twin.id(), Math.min(1, twin.version()))
                        .orElseThrow()
                        .after()
                        .time()
                : time;
    }

    private static List<String> remarks(Quality quality, Consistency c, Movement far, Movement fast, boolean alarmed) {
        List<String> remarks = new ArrayList<>();
        if (alarmed) {
            remarks.add("an alarm waits for an answer");
        }
        if (quality.accepted() < LEAST_ACCEPTED) {
            String most = quality.findings().entrySet().stream()
                    .filter(e -> !e.getKey().learned())
                    .max(Map.Entry.comparingByValue())
                    .map(e -> "; most of the others " + e.getKey().text())
                    .orElse("");
            remarks.add(text("only %.0f %% of the readings were accepted", 100 * quality.accepted()) + most);
        }
        quality.defects().entrySet().stream()
                .filter(e -> OF_SENSORS.contains(e.getKey()))
                .max(Map.Entry.comparingByValue())
                .filter(e -> e.getValue() > (1 - LEAST_ACCEPTED) * quality.readings())
                .ifPresent(e -> remarks.add(
                        text("%s: %d times in %d readings", e.getKey().text(), e.getValue(), quality.readings())));
        boolean enough = c.compared() >= LEAST_COMPARED;
        if (enough && c.surprise() > 1 + c.surpriseBand() + SURPRISE_ALLOWED) {
            remarks.add(text("surprised more than it should be: %.2f instead of 1", c.surprise()));
        }
        if (enough && Math.abs(c.whiteness()) > c.whitenessBand() + WHITENESS_ALLOWED) {
            remarks.add(text("something is left to learn: innovations are correlated by %.2f", c.whiteness()));
        }
        if (far.deviations() > DISTANCE_ALLOWED) {
            remarks.add(text(
                    "%s is %.1f standard deviations from where it was approved", far.parameter(), far.deviations()));
        }
        if (fast.deviations() > DRIFT_ALLOWED) {
            remarks.add(text("%s moved by %.1f standard deviations of late", fast.parameter(), fast.deviations()));
        }
        return remarks;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
