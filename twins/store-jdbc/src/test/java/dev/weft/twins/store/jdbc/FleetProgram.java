package dev.weft.twins.store.jdbc;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.Fleet;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.List;

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

    private FleetProgram() {}

    /** Hears of each batch that was kept. */
    interface Listener {
        void kept(int batch);
    }

    static String id(int twin) {
        return "twin-" + twin;
    }

    /** What the sensors of a twin show at a batch: a swing, now and then nothing, and now and then nonsense. */
    static Reading reading(int twin, int batch) {
        int turn = (13 * twin + 7 * batch) % 29;
        double position = turn == 3 ? Double.NaN : turn == 5 ? -9999 : 0.2 * Math.sin(0.4 * batch + twin);
        double force = 20 * Math.cos(0.4 * batch + 0.01 * twin);
        return new Reading(INTERVAL * batch, new double[] {force}, new double[] {position, Double.NaN});
    }

    /** Makes the twins that are not there yet. */
    static Fleet fleet(TwinStore store) {
        Fleet fleet = new Fleet(store);
        for (int k = fleet.twins().size(); k < TWINS; k++) {
            fleet.twin(id(k), Twin.of(MODEL));
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
