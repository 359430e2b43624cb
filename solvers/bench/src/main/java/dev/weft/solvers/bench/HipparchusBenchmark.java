package dev.weft.solvers.bench;

import dev.weft.solvers.fleet.AdaptiveIntegrator;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.ExponentialIntegrator;
import dev.weft.solvers.fleet.FixedStepIntegrator;
import dev.weft.solvers.fleet.FleetIntegrator;
import dev.weft.solvers.fleet.FleetPlanes;
import dev.weft.solvers.ode.InputSignal;
import dev.weft.solvers.ode.OdeSolver;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.OdeTrajectory;
import dev.weft.solvers.ode.SensitivityEquations;
import dev.weft.solvers.ode.Tolerances;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Measure one trajectory of the damped oscillator with 256 outputs, with its error, by Hipparchus and by Weft: one twin
 * at a time and in a fleet, with and without derivatives to the three parameters. One thread.
 */
final class HipparchusBenchmark implements Benchmark {
    private static final double TOLERANCE = 1e-9;
    private static final Tolerances TOLERANCES = new Tolerances(TOLERANCE, TOLERANCE);

    private final int lanes;

    HipparchusBenchmark() {
        this(1024);
    }

    /** Measure fleets of another size, a small one in a test. */
    HipparchusBenchmark(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public String name() {
        return "hipparchus";
    }

    @Override
    public String about() {
        return "us per trajectory of an oscillator and its error, with and without sensitivities, against Hipparchus";
    }

    @Override
    public int size() {
        return 14;
    }

    @Override
    public List<Case> run(Stopwatch quick, Consumer<String> progress) {
        // Kernels begin with scalar code and go over to vectors after some work.
        Stopwatch clock = new Stopwatch(4 * quick.warmUpSeconds(), quick.seconds());
        OdeSystem system = OdeModel.massSpringDamper().system();
        OdeSystem sensitive = new SensitivityEquations(system).extended();
        OdeSolver solver = new OdeSolver(system, TOLERANCES);
        double step = 1 / 256.0;
        List<Case> cases = new ArrayList<>();
        Runner one = (name, sensitivities, work) -> {
            progress.accept(name);
            double error = work.getAsDouble();
            double[] kept = {0};
            double nanos = clock.nanos(() -> kept[0] = work.getAsDouble());
            cases.add(result(name, sensitivities, nanos / 1e3, error));
        };
        one.run("Hipparchus DP853", false, () -> HipparchusPeers.dormandPrince853(TOLERANCE));
        one.run(
                "Hipparchus DP853, Gradient fields",
                true,
                () -> HipparchusPeers.dormandPrince853WithGradients(TOLERANCE));
        one.run("Hipparchus DP853, tolerance 1e-8", false, () -> HipparchusPeers.dormandPrince853(1e-8));
        one.run("Weft, one twin, DP853", false, () -> error(solver, false));
        one.run("Weft, one twin, DP853", true, () -> error(solver, true));
        FleetRunner many = (name, integrator) -> {
            progress.accept(name);
            Fleet fleet = new Fleet(integrator, lanes);
            double error = fleet.error();
            boolean sensitivities = integrator.system() == sensitive;
            cases.add(result(name, sensitivities, clock.nanos(fleet::run) / lanes / 1e3, error));
        };
        for (OdeSystem s : List.of(system, sensitive)) {
            many.run("Weft, fleet, DP54 a step an output", fixed(s, ExplicitRungeKutta.DORMAND_PRINCE_54, step));
            many.run("Weft, fleet, DP54 two steps an output", fixed(s, ExplicitRungeKutta.DORMAND_PRINCE_54, step / 2));
            many.run("Weft, fleet, RK4 four steps an output", fixed(s, ExplicitRungeKutta.CLASSICAL_4, step / 4));
            many.run(
                    "Weft, fleet, adaptive DP54",
                    new AdaptiveIntegrator(s, ExplicitRungeKutta.DORMAND_PRINCE_54, TOLERANCES));
        }
        many.run("Weft, fleet, exponential", new ExponentialIntegrator(system));
        double plain = cases.get(0).figure("us_per_trajectory");
        double gradients = cases.get(1).figure("us_per_trajectory");
        return cases.stream()
                .map(c -> c.measured(
                        "times_faster",
                        (Boolean.TRUE.equals(c.values().get("sensitivities")) ? gradients : plain)
                                / c.figure("us_per_trajectory")))
                .toList();
    }

    private interface Runner {
        void run(String name, boolean sensitivities, DoubleSupplier work);
    }

    private interface FleetRunner {
        void run(String name, FleetIntegrator integrator);
    }

    private static FleetIntegrator fixed(OdeSystem system, ExplicitRungeKutta method, double step) {
        return new FixedStepIntegrator(system, method, step);
    }

    private static Case result(String name, boolean sensitivities, double micros, double error) {
        return Case.of("method", name)
                .with("sensitivities", sensitivities)
                .measured("us_per_trajectory", micros)
                .measured("largest_error", error);
    }

    private static double error(OdeSolver solver, boolean sensitivities) {
        double[] p = Oscillator.parameters(Oscillator.STIFFNESS);
        InputSignal none = InputSignal.constant();
        OdeTrajectory solved = sensitivities
                ? solver.solveWithSensitivities(Oscillator.start(), p, none, Oscillator.TIMES)
                : solver.solve(Oscillator.start(), p, none, Oscillator.TIMES);
        double worst = 0;
        for (int i = 0; i < solved.size(); i++) {
            double exact = Oscillator.position(Oscillator.STIFFNESS, solved.time(i));
            worst = Math.max(worst, Math.abs(solved.state(i)[0] - exact));
        }
        return worst;
    }

    /** A fleet whose springs differ by up to a tenth, and which keeps every position. */
    private static final class Fleet {
        private final FleetIntegrator integrator;
        private final FleetPlanes planes;
        private final double[][] starts;
        private final double[][] positions;
        private final int lanes;

        Fleet(FleetIntegrator integrator, int lanes) {
            this.integrator = integrator;
            this.lanes = lanes;
            this.positions = new double[Oscillator.TIMES.length][lanes];
            this.planes = FleetPlanes.allocate(integrator.system(), lanes);
            this.starts = new double[integrator.system().stateCount()][lanes];
            double[] x = new double[starts.length];
            System.arraycopy(Oscillator.start(), 0, x, 0, 2);
            for (int k = 2; k < x.length; k++) {
                // ∂x_i/∂x_j(0) of the extended system begins as the identity.
                x[k] = k == 2 || k == 2 + 5 + 1 ? 1 : 0;
            }
            for (int lane = 0; lane < lanes; lane++) {
                planes.set(lane, x, Oscillator.parameters(stiffness(lane)));
            }
            for (int k = 0; k < starts.length; k++) {
                starts[k] = planes.states()[k].clone();
            }
        }

        private double stiffness(int lane) {
            return Oscillator.STIFFNESS * (1 - 0.1 * lane / lanes);
        }

        void run() {
            for (int k = 0; k < starts.length; k++) {
                System.arraycopy(starts[k], 0, planes.states()[k], 0, lanes);
            }
            integrator.integrate(
                    planes,
                    Oscillator.TIMES,
                    (i, t, fleet) -> System.arraycopy(fleet.states()[0], 0, positions[i], 0, lanes));
        }

        double error() {
            run();
            double worst = 0;
            for (int i = 0; i < positions.length; i++) {
                for (int lane = 0; lane < lanes; lane++) {
                    double exact = Oscillator.position(stiffness(lane), Oscillator.TIMES[i]);
                    worst = Math.max(worst, Math.abs(positions[i][lane] - exact));
                }
            }
            return worst;
        }
    }
}
