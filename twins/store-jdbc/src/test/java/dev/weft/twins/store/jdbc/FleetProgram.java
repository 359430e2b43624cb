package dev.weft.twins.store.jdbc;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.twins.Fleet;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs a thousand twins on a store, batch by batch, and says on its standard output which batches the store has acknowledged.
 * Begun again, it goes on from where the store says.
 */
final class FleetProgram {
    static final int TWINS = 1_000;
    static final int BATCHES = 30;
    static final String MADE = "made";
    static final String KEPT = "kept ";

    private static final double INTERVAL = 0.05;
    private static final PhysicsModel MODEL = PhysicsModel.nominal(new MassSpringDamper(), INTERVAL);

    private static final Trajectory TRUTH = truth();

    private FleetProgram() {}

    /** Hears of each batch that was kept. */
    interface Listener {
        void kept(int batch);
    }

    static String id(int twin) {
        return "twin-" + twin;
    }

    /** What the machines do, all alike. */
    private static Trajectory truth() {
        double[] times = new double[BATCHES];
        double[][] forces = new double[BATCHES][];
        for (int batch = 0; batch < BATCHES; batch++) {
            times[batch] = INTERVAL * batch;
            forces[batch] = new double[] {force(batch)};
        }
        double[] start = MODEL.layout().toPhysical(MODEL.start().mean());
        return new Simulator(MODEL.prior())
                .run(Arrays.copyOf(start, 3), Arrays.copyOfRange(start, 3, 5), times, forces);
    }

    private static double force(int batch) {
        return 20 * Math.cos(0.4 * batch);
    }

    /** What the sensors of a twin show at a batch, with errors of their own: now and then nothing, and now and then nonsense. */
    static Reading reading(int twin, int batch) {
        int turn = (13 * twin + 7 * batch) % 29;
        double[] y = TRUTH.outputs(batch).clone();
        double error = Math.sin(37 * twin + 11 * batch);
        y[0] = turn == 3 ? Double.NaN : turn == 5 ? -9999 : y[0] + 0.01 * error;
        return new Reading(INTERVAL * batch, new double[] {force(batch)}, new double[] {y[0], y[1] + 0.1 * error});
    }

    /** Makes the twins that are not there yet. */
    static Fleet fleet(TwinStore store) {
        Fleet fleet = new Fleet(store);
        // A hundred a transaction, so that some kill meets one.
        for (int k = fleet.twins().size(); k < TWINS; k += 100) {
            fleet.twins(
                    IntStream.range(k, Math.min(TWINS, k + 100))
                            .mapToObj(FleetProgram::id)
                            .toList(),
                    Twin.of(MODEL));
        }
        return fleet;
    }

    /** Takes the batches that are not in the store yet: each is one version of each twin. */
    static void run(Fleet fleet, Listener listener) {
        for (int batch = (int) fleet.twins().get(0).version(); batch < BATCHES; batch++) {
            List<Fleet.Item> items = new ArrayList<>();
            for (int k = 0; k < TWINS; k++) {
                items.add(new Fleet.Item(id(k), reading(k, batch)));
            }
            fleet.update(items);
            listener.kept(batch);
        }
    }

    public static void main(String[] arguments) {
        System.out.println(WritingProcess.BEGIN);
        try (JdbcStore store = WritingProcess.open(arguments[0])) {
            Fleet fleet = fleet(store);
            System.out.println(MADE);
            run(fleet, batch -> System.out.println(KEPT + batch));
        }
    }
}
