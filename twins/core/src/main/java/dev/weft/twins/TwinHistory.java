package dev.weft.twins;

import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.TwinRecord;
import java.util.ArrayList;
import java.util.List;

/** Read what entries of a twin's past say. */
final class TwinHistory {
    private TwinHistory() {}

    /** Tell which weights moved from one entry to another, in their units. */
    static List<WeightChange> changes(WeightLayout layout, LedgerEntry from, LedgerEntry to) {
        GaussianEstimate before = from.after().estimate();
        GaussianEstimate after = to.after().estimate();
        List<WeightChange> changes = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            WeightSlot slot = layout.slots().get(i);
            double moved = after.mean()[i] - before.mean()[i];
            changes.add(new WeightChange(
                    slot,
                    slot.coordinate().toValue(before.mean()[i]),
                    slot.coordinate().toValue(after.mean()[i]),
                    moved == 0 ? 0 : moved / before.standardDeviation(i)));
        }
        return List.copyOf(changes);
    }

    /**
     * Tell how a twin stood by an entry.
     *
     * @param held the policy that held
     * @param stood the twin's weights as the entry left them
     * @param time seconds, not before the entry's; infinite for the entry's own
     */
    static TwinAt at(TwinRecord twin, LedgerEntry entry, Policy held, LiveWeights stood, double time) {
        TwinSnapshot then = entry.after();
        boolean adapts = held.servesAdapting(twin.id());
        double when = Double.isInfinite(time) ? then.time() : time;
        Prediction forecast = Double.isNaN(then.time())
                ? new Prediction(twin.id(), entry.version(), new double[0], new double[0][], new double[0][])
                : new Forecast(twin.id(), twin.model())
                        .of(then, entry.version(), adapts, new double[] {when}, new double[][] {then.inputs()});
        return new TwinAt(
                entry.version(),
                entry.recordedAt(),
                held,
                adapts,
                stood.guard().approvedVersion(),
                stood.guard().isAlarmed(),
                forecast);
    }
}
