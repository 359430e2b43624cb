package dev.weft.twins.drill;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.Reading;
import dev.weft.twins.fault.Fault;
import dev.weft.twins.fault.Stretch;
import dev.weft.twins.guard.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Put faults into a copy of measured readings and see what they do to a live twin, with its gate and without.
 *
 * <p>At each place each fault meets four twins in memory: under the policy with the fault and with the clean readings, and the
 * same as a plain filter. The plain filter is the same filter and model under a policy that lets everything pass: no rules of
 * signals, no innovation gate, no trust regions, no watch for stuck sensors, no freeze and no alarm; where time does not go
 * forward, it takes the reading for one of hardly any time after the newest, and it knows no marks of forecasts. Values that are
 * not finite are left out even so. Each twin is compared with its own clean counterpart, so that what differs is the fault
 * alone.
 *
 * <p>Cost: two updates for each clean reading, and about 2 · (length + ahead) for each fault and place. Not thread-safe.
 */
public final class Drill {
    private final PhysicsModel model;
    private final PhysicsPrior prior;
    private final Policy policy;
    private final DrillSettings settings;

    /**
     * Prepare a drill.
     *
     * @param model what twins begin with; not calibrated on the readings of the drill, or it knows them
     * @param policy of the twins with a gate
     */
    public Drill(PhysicsModel model, Policy policy, DrillSettings settings) {
        this.model = model;
        this.prior = model.prior();
        this.policy = policy;
        this.settings = settings;
    }

    /**
     * Run the drill.
     *
     * @param clean readings in the order of their times, inputs finite [N]
     * @param signal the signal that faults of sensors are put into
     * @param kinds which faults
     * @param progress hears how many places are done
     * @throws IllegalArgumentException if there is no such signal, it never moves, or a place leaves too few rows
     */
    public DrillReport run(List<Reading> clean, String signal, List<FaultKind> kinds, IntConsumer progress) {
        settings.requireWithin(clean.size());
        int index = Signals.indexOf(prior, signal);
        double by = settings.size() * Signals.deviation(clean, index);
        if (!(by > 0)) {
            throw new IllegalArgumentException("signal " + signal + " has the standard deviation "
                    + by / settings.size() + " over the rows, expected one above 0");
        }
        List<Integer> measured = measured(clean);
        double[] scale = new double[prior.outputs().size()];
        Arrays.setAll(
                scale,
                k -> measured.size() == 1
                        ? 1
                        : Signals.deviation(clean, prior.inputs().size() + k));
        SecondSensor second = new SecondSensor(model, policy, index, settings.seed());
        Arm guarded = new Arm(model, policy, false, clean, scale);
        Arm plain = new Arm(model, PlainFilter.policy(prior), true, clean, scale);
        List<Reading> doubled = second.beside(clean);
        Arm doubly = new Arm(model, second.policy(clean), false, doubled, scale);
        DrillFaults faults = new DrillFaults(index, Signals.unit(prior, index), by, model.samplingInterval());
        List<FaultResult> results = new ArrayList<>();
        for (int place = 0; place < settings.at().size(); place++) {
            Stretch stretch = new Stretch(settings.at().get(place), settings.length());
            guarded.followTo(stretch.from());
            plain.followTo(stretch.from());
            for (FaultKind kind : kinds) {
                boolean beside = kind == FaultKind.DRIFT_BESIDE_SECOND;
                if (beside) {
                    doubly.followTo(stretch.from());
                }
                for (Fault fault : faults.of(
                        kind,
                        () -> guarded.forecast(stretch.from(), stretch.length())
                                .orElseThrow(() -> new IllegalArgumentException("there is no forecast of the rows from "
                                        + stretch.from() + " on, expected a model that"
                                        + " has one; leave the own output out, or begin elsewhere")))) {
                    Place at = new Place(beside ? doubled : clean, stretch, fault, settings.ahead());
                    results.add(at.meet(
                            kind,
                            signal,
                            beside ? doubly : guarded,
                            plain,
                            model.layout().parameterCount()));
                }
            }
            progress.accept(place + 1);
        }
        guarded.followTo(clean.size());
        plain.followTo(clean.size());
        return new DrillReport(
                signal,
                Units.text(Signals.unit(prior, index)),
                by,
                measured.size() == 1
                        ? Units.text(prior.outputs().get(measured.get(0)).unit())
                        : "σ",
                clean.size(),
                guarded.refused(),
                plain.refused(),
                results);
    }

    private List<Integer> measured(List<Reading> clean) {
        return IntStream.range(0, prior.outputs().size())
                .filter(k -> clean.stream().anyMatch(r -> !Double.isNaN(r.outputs()[k])))
                .boxed()
                .toList();
    }
}
