package dev.weft.twins.cli;

import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Prediction;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Watch a demonstration and check what it claims. */
final class DemoChecks {
    /** Report one claim: what was expected, what came. */
    record Result(String claim, String found, boolean passed) {}

    private final Map<String, DemoPlant.Machine> machines;
    private final List<Result> results = new ArrayList<>();
    private long readings;
    private long falseAlarms;
    private int stuckRefused;
    private int firstStuckRefused = -1;
    private int outliersRefused;
    private @Nullable Prediction remembered;

    DemoChecks(Map<String, DemoPlant.Machine> machines) {
        this.machines = machines;
    }

    void heard(String twin, int row, Verdict verdict) {
        readings++;
        boolean faulty = twin.equals(Demo.STUCK) && row >= Demo.STUCK_FROM && row < Demo.STUCK_TO
                || twin.equals(Demo.OUTLIERS) && row >= Demo.OUTLIERS_FROM && row < Demo.OUTLIERS_TO
                || twin.equals(Demo.GOVERNED) && row >= Demo.GARBLED_FROM && row < Demo.GARBLED_TO;
        if (!faulty) {
            falseAlarms += verdict.accepted() ? 0 : 1;
        } else if (twin.equals(Demo.OUTLIERS)) {
            outliersRefused += verdict.finding() == Finding.OUTLIER ? 1 : 0;
        } else if (twin.equals(Demo.STUCK) && !verdict.accepted()) {
            stuckRefused++;
            firstStuckRefused = firstStuckRefused < 0 ? row : firstStuckRefused;
        }
    }

    void remember(Prediction forecast) {
        remembered = forecast;
    }

    long rememberedVersion() {
        return Objects.requireNonNull(remembered, "a forecast is remembered while streaming")
                .version();
    }

    long readings() {
        return readings;
    }

    /** The level tells the outflow in relation to the pump, not each alone: how high a tank settles. */
    void endOfDrift(WeightLayout layout, GaussianEstimate estimate) {
        DemoPlant.Machine machine = Objects.requireNonNull(machines.get(Demo.DRIFTING), Demo.DRIFTING);
        double truth = outflowToPump(layout, machine.parametersAtEnd());
        double found = outflowToPump(layout, layout.toPhysical(estimate.mean()));
        double error = Math.abs(found / truth - 1);
        results.add(new Result(
                Demo.DRIFTING + ": the clogging valve is followed (" + Demo.DRIFTING_PARAMETER
                        + " / pumpGain falls by 30 %)",
                String.format(
                        Locale.ROOT,
                        "%s at the end, truth %s: %.1f %% off",
                        TextTable.number(found),
                        TextTable.number(truth),
                        100 * error),
                error < 0.1));
    }

    static double outflowToPump(WeightLayout layout, double[] values) {
        return value(layout, values, Demo.DRIFTING_PARAMETER) / value(layout, values, "pumpGain");
    }

    private static double value(WeightLayout layout, double[] values, String name) {
        for (int i = 0; i < layout.size(); i++) {
            if (layout.slots().get(i).name().equals(name)) {
                return values[i];
            }
        }
        throw new IllegalStateException("the tanks have no weight " + name);
    }

    void afterRollback(Prediction before, Prediction after) {
        Prediction then = Objects.requireNonNull(remembered, "a forecast is remembered while streaming");
        boolean moved = !same(then, before);
        boolean back = same(then, after);
        results.add(new Result(
                Demo.ROLLED_BACK + ": rolled back to version " + then.version() + ", its forecast is the earlier one",
                (back ? "bit for bit the same" : "differs")
                        + (moved ? "; it had moved in between" : "; it had not moved"),
                back && moved));
    }

    private static boolean same(Prediction a, Prediction b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (Double.compare(a.output(i, 0), b.output(i, 0)) != 0
                    || Double.compare(a.standardDeviation(i, 0), b.standardDeviation(i, 0)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Take over what others have found. */
    void add(List<Result> more) {
        results.addAll(more);
    }

    List<Result> results() {
        int stuck = Demo.STUCK_TO - Demo.STUCK_FROM;
        int outliers = Demo.OUTLIERS_TO - Demo.OUTLIERS_FROM;
        List<Result> all = new ArrayList<>();
        all.add(new Result(
                Demo.STUCK + ": the stuck sensor is refused",
                stuckRefused + " of " + stuck + " readings"
                        + (firstStuckRefused < 0
                                ? ""
                                : ", from the " + (firstStuckRefused - Demo.STUCK_FROM + 1)
                                        + "th on; what was learned before is undone"),
                stuckRefused > stuck / 2));
        all.add(new Result(
                Demo.OUTLIERS + ": the burst of outliers is refused",
                outliersRefused + " of " + outliers + " readings",
                outliersRefused == outliers));
        all.addAll(results);
        all.add(new Result(
                "good readings are not refused",
                falseAlarms + " of " + readings + " refused",
                falseAlarms <= readings / 100));
        return all;
    }
}
