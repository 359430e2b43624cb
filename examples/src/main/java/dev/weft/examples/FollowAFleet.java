package dev.weft.examples;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.filter.Change;
import dev.weft.solvers.filter.ChangeDetector;
import dev.weft.solvers.filter.ChangeSettings;
import dev.weft.solvers.filter.FilterHistory;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.FleetSmoother;
import dev.weft.solvers.filter.Gate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/** Let two hundred machines of one kind follow their readings at once, and find the one whose spring gives way. */
public final class FollowAFleet {
    static final int MACHINES = 200;
    static final int ROWS = 400;
    static final int BREAKS_AT = 250;
    static final int BROKEN = 42;
    private static final double STEP = 0.05;
    private static final double[] SENSORS = {0.01, 0.05};

    private FollowAFleet() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    static Change run(PrintStream out) {
        PhysicsModel known = known();
        List<MeasuredSeries> machines = machines();
        // model begins
        FilterModel model = FleetModels.of(known, new double[] {10}).withGate(new Gate(1 - 1e-6));
        FleetFilter filter = new FleetFilter(model, FilterMethod.EXTENDED);
        FilterPlanes fleet = FilterPlanes.allocate(model, MACHINES);
        for (int i = 0; i < MACHINES; i++) {
            FleetModels.put(fleet, i, known);
        }
        // model ends
        FilterHistory history = FilterHistory.allocate(model, MACHINES, ROWS);
        ChangeDetector detector = new ChangeDetector(ChangeSettings.STANDARD, 2, MACHINES);
        // follow begins
        history.begin(fleet);
        for (int row = 1; row < ROWS; row++) {
            for (int i = 0; i < MACHINES; i++) {
                MeasuredSeries machine = machines.get(i);
                fleet.inputs()[0][i] = machine.inputs(row - 1)[0]; // held until this reading
                fleet.measured()[0][i] = machine.outputs(row)[0];
                fleet.measured()[1][i] = machine.outputs(row)[1];
            }
            filter.step(fleet, STEP);
            history.keep(fleet, STEP);
            detector.observe(fleet, row * STEP);
        }
        // follow ends
        out.println("changed: " + detector.changed() + " of " + MACHINES + " machines");
        // change begins
        Change change = Objects.requireNonNull(detector.change(BROKEN));
        String output = change.output() < 0
                ? "all outputs"
                : known.prior().outputs().get(change.output()).name();
        out.printf(
                Locale.ROOT,
                "machine %d: %s of %s told at %.2f s, since about %.2f s%n",
                change.lane(),
                change.kind(),
                output,
                change.time(),
                change.since());
        // change ends
        tellOne(known, fleet, out);
        int sound = 7;
        GaussianEstimate filtered = known.start();
        GaussianEstimate smoothed = known.start();
        history.get(100, sound, filtered);
        // smooth begins
        new FleetSmoother(model, FilterMethod.EXTENDED).smooth(history);
        history.get(100, sound, smoothed);
        // smooth ends
        out.printf(
                Locale.ROOT,
                "machine %d at 5 s: stiffness known to %.1f %% then, to %.1f %% afterwards%n",
                sound,
                100 * filtered.standardDeviation(1),
                100 * smoothed.standardDeviation(1));
        return change;
    }

    private static void tellOne(PhysicsModel known, FilterPlanes fleet, PrintStream out) {
        GaussianEstimate estimate = known.start();
        fleet.get(7, estimate);
        double stiffness = known.layout().toPhysical(estimate.mean())[1];
        out.printf(Locale.ROOT, "machine 7: stiffness %.1f N/m%n", stiffness);
    }

    /** What a calibration of a few machines might have told: masses and springs within a tenth, and what ages. */
    private static PhysicsModel known() {
        PhysicsModel nominal = PhysicsModel.nominal(new MassSpringDamper(), STEP);
        double[] theta = nominal.layout().toWeights(new double[] {2, 50, 2, 1, 0});
        return new PhysicsModel(
                nominal.prior(),
                GaussianEstimate.independent(theta, new double[] {0.1, 0.1, 0.3, 0.01, 0.05}),
                new NoiseModel(SENSORS, new double[] {1e-3, 1e-2}, 1e-3),
                STEP,
                nominal.card());
    }

    /** Each with a mass and a spring of its own; one spring loses a third of its stiffness on the way. */
    private static List<MeasuredSeries> machines() {
        List<MeasuredSeries> machines = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            double mass = 2 * (1 + 0.1 * Math.sin(i));
            double stiffness = 50 * (1 + 0.1 * Math.cos(3 * i));
            double later = i == BROKEN ? stiffness / 1.5 : stiffness;
            machines.add(readings(new double[] {mass, stiffness, 2}, new double[] {mass, later, 2}, i));
        }
        return machines;
    }

    private static MeasuredSeries readings(double[] before, double[] after, long seed) {
        double[][] push = Simulated.levels(ROWS, -20, 20, seed);
        double[] times = new double[ROWS];
        Arrays.setAll(times, row -> row * STEP);
        Simulator simulator = new Simulator(new MassSpringDamper());
        Trajectory first = simulator.run(before, new double[] {1, 0}, times, push);
        // Position and velocity are the states themselves, so the second part goes on where the first one is.
        Trajectory second = simulator.run(
                after,
                first.outputs(BREAKS_AT),
                Arrays.copyOfRange(times, BREAKS_AT, ROWS),
                Arrays.copyOfRange(push, BREAKS_AT, ROWS));
        Random random = new Random(seed);
        double[][] outputs = new double[ROWS][2];
        for (int row = 0; row < ROWS; row++) {
            double[] exact = row < BREAKS_AT ? first.outputs(row) : second.outputs(row - BREAKS_AT);
            for (int k = 0; k < 2; k++) {
                outputs[row][k] = exact[k] + SENSORS[k] * random.nextGaussian();
            }
        }
        return new MeasuredSeries("machine " + seed, times, push, outputs);
    }
}
