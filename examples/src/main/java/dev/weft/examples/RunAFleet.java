package dev.weft.examples;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetReadings;
import dev.weft.twins.FleetVerdicts;
import dev.weft.twins.Ledger;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.EntryProof;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.TwinStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Run live twins of five hundred machines, a reading each a step, with gate, policy and ledger; look one up afterwards. */
public final class RunAFleet {
    private static final int MACHINES = 500;
    private static final int STEPS = 200;
    private static final double INTERVAL = 0.05;

    private RunAFleet() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    static Map<Finding, Integer> run(PrintStream out) {
        List<String> ids =
                IntStream.range(0, MACHINES).mapToObj(i -> "press-" + i).toList();
        Random random = new Random(1);
        Trajectory truth = truth();
        Map<Finding, Integer> found = new EnumMap<>(Finding.class);
        TwinStore store = new MemoryStore();
        // fleet begins
        try (Fleet fleet = new Fleet(store)) {
            List<Twin> twins = fleet.twins(ids, Twin.of(new MassSpringDamper(), Duration.ofMillis(50)));
            FleetReadings readings = fleet.readings(twins);
            for (int step = 0; step < STEPS; step++) {
                for (int i = 0; i < MACHINES; i++) {
                    readings.times()[i] = step * INTERVAL;
                    readings.inputs()[0][i] = force(step * INTERVAL);
                    readings.outputs()[0][i] = truth.outputs(step)[0] + 0.01 * random.nextGaussian();
                    readings.outputs()[1][i] = truth.outputs(step)[1] + 0.1 * random.nextGaussian();
                }
                readings.outputs()[0][7] = step == 150 ? -9999 : readings.outputs()[0][7];
                FleetVerdicts verdicts = fleet.update(readings);
                for (int i = 0; i < MACHINES; i++) {
                    verdicts.finding(i).ifPresent(finding -> found.merge(finding, 1, Integer::sum));
                    verdicts.signals(i).forEach(out::println);
                }
            }
        }
        // fleet ends
        out.println("found: " + found);
        // ledger begins
        Ledger ledger = Ledger.of(store);
        LedgerEntry entry = ledger.entry("press-42", 120).orElseThrow();
        double[] weights = entry.after().estimate().mean();
        WeightLayout layout = WeightLayout.of(new MassSpringDamper());
        EntryProof proof = ledger.proof("press-42", 120).orElseThrow();
        out.printf(
                Locale.ROOT,
                "version %d of %s: stiffness %.0f N/m, one of %d entries of its block, proved: %s%n",
                entry.version(),
                entry.twin(),
                layout.toPhysical(weights)[1],
                proof.readings().count(),
                proof.holds(entry.hash()));
        // ledger ends
        return found;
    }

    private static double force(double t) {
        return 30 * Math.sin(1.7 * t) + 20 * Math.sin(0.3 * t);
    }

    private static Trajectory truth() {
        double[] times =
                IntStream.range(0, STEPS).mapToDouble(i -> i * INTERVAL).toArray();
        double[][] forces = IntStream.range(0, STEPS)
                .mapToObj(i -> new double[] {force(times[i])})
                .toArray(double[][]::new);
        return new Simulator(new MassSpringDamper()).run(new double[] {1, 130, 1}, new double[] {1, 0}, times, forces);
    }
}
