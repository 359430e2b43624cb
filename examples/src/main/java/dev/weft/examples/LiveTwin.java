package dev.weft.examples;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.Prediction;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.MemoryStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Follow a tank station whose sensor sticks for a while: calibrate, update, predict, roll back. */
public final class LiveTwin {
    private LiveTwin() {}

    /** Run the example on a simulated station. */
    public static void main(String[] args) {
        follow(station(), System.out);
    }

    // README begins
    static Twin follow(MeasuredSeries station, PrintStream out) {
        Twin pump = Twin.of(new CascadedTanks())
                .calibratedOn(List.of(station.slice(0, 300)))
                .guardedBy(Policy.standard())
                .openIn(new MemoryStore(), "pump-7");

        for (int i = 300; i < station.length(); i++) {
            Verdict verdict = pump.update(new Reading(station.time(i), station.inputs(i), station.outputs(i)));
            if (!verdict.accepted()) {
                out.println(station.time(i) + " s: " + verdict.finding().text());
            }
        }

        Prediction next = pump.predict(Duration.ofMinutes(5)); // never changes the twin
        int last = next.length() - 1;
        double reach = 1.96 * next.standardDeviation(last, 0);
        out.printf(Locale.ROOT, "level in five minutes: %.2f V ± %.2f V%n", next.output(last, 0), reach);

        long version = pump.rollback(100, "Ada", "the valve was exchanged"); // an entry like any other
        out.println("back at version 100, recorded as version " + version);
        return pump;
    }
    // README ends

    /** Simulate a station; its level sensor shows one value from reading 500 to 529. */
    static MeasuredSeries station() {
        MeasuredSeries station = Simulated.readings(
                new CascadedTanks(),
                Map.of("pumpGain", 0.06),
                4,
                Simulated.levels(600, 0.8, 3, 3),
                new double[] {0.03},
                1);
        for (int i = 501; i < 530; i++) {
            station.outputs(i)[0] = station.outputs(500)[0];
        }
        return station;
    }
}
