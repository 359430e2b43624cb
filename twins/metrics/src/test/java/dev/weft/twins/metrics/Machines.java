package dev.weft.twins.metrics;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetListener;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.TwinBuilder;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.quality.SignalFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes twins of two priors, readings of one that is not as it was, and batches of which only the verdicts matter. */
final class Machines {
    private Machines() {}

    static TwinBuilder tank() {
        return Twin.of(new CascadedTanks(), Duration.ofSeconds(4));
    }

    static TwinBuilder oscillator() {
        return Twin.of(new MassSpringDamper(), Duration.ofMillis(50));
    }

    /** Returns an oscillator that is sure of its stiffness, which may wander. */
    static TwinBuilder sureOscillator() {
        PhysicsModel model = PhysicsModel.nominal(new MassSpringDamper(), 0.05);
        GaussianEstimate start = model.start();
        for (int j = 0; j < model.layout().parameterCount(); j++) {
            start.covariance().set(j, j, 1e-6);
        }
        return Twin.of(new PhysicsModel(
                model.prior(), start, model.noise().withDrift(0.1), model.samplingInterval(), model.card()));
    }

    /** Returns what a machine of more than twice the nominal stiffness shows. */
    static List<Reading> stiffOscillator(int readings) {
        double[] times = new double[readings];
        double[][] inputs = new double[readings][];
        for (int i = 0; i < readings; i++) {
            times[i] = 0.05 * i;
            inputs[i] = new double[] {30 * Math.sin(1.7 * times[i])};
        }
        Trajectory run = new Simulator(new MassSpringDamper())
                .run(new double[] {1, 250, 1}, new double[] {0.1, 0}, times, inputs);
        List<Reading> all = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            all.add(new Reading(times[i], inputs[i], run.outputs(i)));
        }
        return all;
    }

    /** Returns a batch as a fleet would tell of it: reading i is for twin i mod n, with the finding i mod the number of them. */
    static FleetListener.Batch batch(int readings, double surprise, String... twins) {
        List<Fleet.Item> items = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            items.add(new Fleet.Item(twins[i % twins.length], new Reading(i, new double[] {1}, new double[] {5})));
            verdicts.add(verdict(Finding.values()[i % Finding.values().length], surprise));
        }
        return new FleetListener.Batch(items, verdicts, Duration.ofMillis(40), Duration.ofMillis(10));
    }

    static Verdict verdict(Finding finding, double surprise, SignalFinding... signals) {
        return new Verdict(finding, 1, surprise, List.of(signals));
    }
}
