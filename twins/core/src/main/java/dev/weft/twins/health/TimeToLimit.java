package dev.weft.twins.health;

import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Ledger;
import dev.weft.twins.Twin;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.TwinStore;

/**
 * Tell how long a parameter that drifts has left to a limit, if it goes on as it went.
 *
 * <p>In the parameter's coordinate z: rate r = (z₂ − z₁)/(t₂ − t₁) between two versions, of variance (P₁ + P₂)/(t₂ − t₁)²,
 * which is too large rather than too small, as both estimates share much of what they know. Left is (z_limit − z₂)/r; the
 * interval is that of r ± 1.96 of its standard deviations.
 *
 * @param parameter name
 * @param limit in the parameter's unit
 * @param ratePerSecond by which the parameter moves now, in its unit
 * @param seconds left, on the machine's clock; infinite if it does not move towards the limit, 0 if it is there
 * @param earliest the lower end of the 95 % interval
 * @param latest the upper end; infinite where it may as well stand still
 */
public record TimeToLimit(
        String parameter, double limit, double ratePerSecond, double seconds, double earliest, double latest) {
    private static final double QUANTILE_95 = 1.959964;

    /**
     * Extrapolate from the newest entries.
     *
     * @param parameter name of a parameter of the twin's prior
     * @param limit in the parameter's unit, inside its bounds
     * @param window how many of the newest entries to look back, &gt;= 1
     * @throws IllegalArgumentException if there is no such parameter, the limit lies outside of its bounds, or no time passed
     *     over the window
     */
    public static TimeToLimit of(TwinStore store, Twin twin, String parameter, double limit, int window) {
        int j = index(twin, parameter);
        WeightSlot slot = twin.model().layout().slots().get(j);
        if (!(limit > slot.coordinate().lower()) || !(limit < slot.coordinate().upper())) {
            throw new IllegalArgumentException("limit of " + parameter + " = " + limit + " " + slot.unit()
                    + ", expected a value inside its bounds, "
                    + slot.coordinate().lower() + " … "
                    + slot.coordinate().upper());
        }
        if (window < 1) {
            throw new IllegalArgumentException("window = " + window + ", expected 1 entry or more");
        }
        TwinSnapshot now = twin.snapshot();
        TwinSnapshot then = Ledger.of(store)
                .entry(twin.id(), Math.max(1, twin.version() - window))
                .map(LedgerEntry::after)
                .orElse(now);
        double passed = now.time() - then.time();
        if (!(passed > 0)) {
            throw new IllegalArgumentException("twin " + twin.id() + " has no time between version "
                    + Math.max(1, twin.version() - window) + " and " + twin.version()
                    + ", expected readings that tell how fast " + parameter + " moves");
        }
        GaussianEstimate a = then.estimate();
        GaussianEstimate b = now.estimate();
        double z = b.mean()[j];
        double rate = (z - a.mean()[j]) / passed;
        double spread = QUANTILE_95 * Math.hypot(a.standardDeviation(j), b.standardDeviation(j)) / passed;
        double way = slot.coordinate().toCoordinate(limit) - z;
        // Where the limit has been passed already in the direction of the drift nothing is left.
        double first = left(way, way >= 0 ? rate + spread : rate - spread);
        double last = left(way, way >= 0 ? rate - spread : rate + spread);
        return new TimeToLimit(parameter, limit, rate * slot.coordinate().derivative(z), left(way, rate), first, last);
    }

    private static double left(double way, double rate) {
        if (way == 0) {
            return 0;
        }
        return way * rate > 0 ? way / rate : Double.POSITIVE_INFINITY;
    }

    private static int index(Twin twin, String parameter) {
        for (int j = 0; j < twin.model().layout().parameterCount(); j++) {
            if (twin.model().layout().slots().get(j).name().equals(parameter)) {
                return j;
            }
        }
        throw new IllegalArgumentException("twin " + twin.id() + " has no parameter " + parameter + ", expected one of "
                + twin.model().layout().slots().stream()
                        .limit(twin.model().layout().parameterCount())
                        .map(WeightSlot::name)
                        .toList());
    }
}
