package dev.weft.examples;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.Gate;
import dev.weft.solvers.filter.LaneList;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Let a fleet propose what its readings say of it, look at the proposals, and take over those that pass. */
public final class LookBeforeWeightsMove {
    static final int MACHINES = 60;
    static final int APPROVED = 3;
    static final int LIGHT = 10;
    static final int WILD = 20;
    private static final int ROWS = 200;
    private static final double STEP = 0.05;

    private LookBeforeWeightsMove() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    static int[] run(PrintStream out) {
        List<PhysicsModel> machines = new ArrayList<>();
        List<Trajectory> truth = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            machines.add(machine(i));
            truth.add(truth(i));
        }
        // model begins
        PhysicsModel first = machines.get(0);
        FilterModel model = FleetModels.of(first, new double[] {10}, 2 * STEP)
                .withGate(new Gate(1 - 1e-6))
                .withByLane(ByLane.NOISE.withConsidered())
                .withFlowCheck(FleetModels.check(first, 1e-4));
        FleetFilter filter = new FleetFilter(model, FilterMethod.UNSCENTED);
        FilterPlanes fleet = FilterPlanes.allocate(model, MACHINES);
        for (int i = 0; i < MACHINES; i++) {
            FleetModels.put(fleet, i, machines.get(i)); // with the noise of its own calibration
        }
        fleet.considered()[APPROVED] = 1; // follows its state only
        FilterPlanes proposal = fleet.proposal();
        // model ends
        LaneList read = new LaneList(MACHINES);
        LaneList passed = new LaneList(MACHINES);
        int[] handed = new int[MACHINES];
        for (int row = 1; row < ROWS; row++) {
            read.clear();
            for (int i = 0; i < MACHINES; i++) {
                int every = 1 + i % 2;
                if (row % every == 0) {
                    fleet.intervals()[i] = every * STEP;
                    fleet.inputs()[0][i] = 10;
                    write(fleet, i, truth.get(i).outputs(row), row);
                    read.add(i);
                }
            }
            // propose begins
            filter.stepEach(fleet, proposal, read); // fleet stays as it is
            passed.clear();
            for (int k = 0; k < read.size(); k++) {
                int i = read.lane(k);
                boolean enoughSteps = proposal.flowErrors()[i] <= 1; // false for NaN, too
                boolean accepted = proposal.verdicts()[i] > 0;
                if (enoughSteps && accepted && moved(fleet, proposal, i) < 3) {
                    passed.add(i);
                } else {
                    handed[i]++; // one by one, by a filter that controls its error and a guard that looks closer
                }
            }
            fleet.take(proposal, passed); // all others stay, bit for bit
            // propose ends
        }
        tell(machines, fleet, handed, out);
        return handed;
    }

    // moved begins
    /** How far the parameters would move, in standard deviations of what was known. */
    private static double moved(FilterPlanes fleet, FilterPlanes proposal, int lane) {
        double most = 0;
        for (int j = 0; j < 3; j++) {
            double variance = fleet.covariances()[j * (j + 3) / 2][lane];
            double move = Math.abs(proposal.means()[j][lane] - fleet.means()[j][lane]);
            most = Math.max(most, move / Math.sqrt(variance));
        }
        return most;
    }
    // moved ends

    private static void tell(List<PhysicsModel> machines, FilterPlanes fleet, int[] handed, PrintStream out) {
        for (int i = 0; i < MACHINES; i++) {
            if (handed[i] > 0) {
                out.printf(Locale.ROOT, "machine %d: %d readings handed over%n", i, handed[i]);
            }
        }
        for (int i : new int[] {APPROVED, APPROVED + 2}) {
            GaussianEstimate estimate = machines.get(i).start();
            fleet.get(i, estimate);
            double before =
                    machines.get(i).layout().toPhysical(machines.get(i).start().mean())[1];
            double after = machines.get(i).layout().toPhysical(estimate.mean())[1];
            out.printf(Locale.ROOT, "machine %d: stiffness %.2f N/m before, %.2f afterwards%n", i, before, after);
        }
    }

    private static void write(FilterPlanes fleet, int i, double[] exact, int row) {
        Random random = new Random(1000L * i + row);
        for (int k = 0; k < 2; k++) {
            double sensor = Math.sqrt(fleet.outputVariances()[k][i]);
            fleet.measured()[k][i] = exact[k] + sensor * random.nextGaussian();
        }
        if (i == WILD && row == 100) {
            fleet.measured()[0][i] += 1;
        }
    }

    /** What calibrations might have told; sensors differ, and one mass is said to be far too small. */
    private static PhysicsModel machine(int i) {
        PhysicsModel nominal = PhysicsModel.nominal(new MassSpringDamper(), STEP);
        double[] theta = nominal.layout().toWeights(new double[] {i == LIGHT ? 0.02 : 2, 50, 2, 1, 0});
        double sensor = 0.005 * (1 + i % 4);
        return new PhysicsModel(
                nominal.prior(),
                GaussianEstimate.independent(theta, new double[] {0.1, 0.1, 0.3, 0.01, 0.05}),
                new NoiseModel(new double[] {sensor, 5 * sensor}, new double[] {1e-3, 1e-2}, 1e-3),
                STEP,
                nominal.card());
    }

    private static Trajectory truth(int i) {
        double[] times = new double[ROWS];
        double[][] push = new double[ROWS][];
        Arrays.setAll(times, row -> row * STEP);
        Arrays.setAll(push, row -> new double[] {10});
        double stiffness = 50 * (1 + 0.1 * Math.cos(3 * i));
        return new Simulator(new MassSpringDamper())
                .run(new double[] {2, stiffness, 2}, new double[] {1, 0}, times, push);
    }
}
