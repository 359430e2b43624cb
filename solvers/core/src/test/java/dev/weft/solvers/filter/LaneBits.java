package dev.weft.solvers.filter;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.lanes.VectorModule;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Follow a fleet whose equations use elementary functions of every kind and whose model uses every option, and make a
 * fingerprint of all bits; also as a program, for other JVMs.
 */
public final class LaneBits {
    static final FilterModel MODEL = model();

    /** Not a multiple of any vector, and enough for a call of vector code. */
    static final int LANES = 61;

    private static final int READINGS = 12;

    private LaneBits() {}

    /** Print the fingerprint of the extended filter, and how it was computed in this JVM. */
    public static void main(String[] args) {
        Generator generator = Generator.best();
        String width = generator == Generator.VECTOR ? " of " + VectorModule.lanes(Precision.DOUBLE) : "";
        System.out.println(fingerprint(follow(FilterMethod.EXTENDED, generator, LANES, 0)) + " " + generator + width);
    }

    /** x' = v, v' = a tanh(u) − b sin x − c v |v|^1.5 − ln(1 + x²) exp(−x)/9; parameters in three kinds of coordinates. */
    private static FilterModel model() {
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        Expr a = Expr.symbol("a");
        Expr b = Expr.symbol("b");
        Expr c = Expr.symbol("c");
        Expr u = Expr.symbol("u");
        Expr drag = c.times(v).times(v.abs().pow(1.5));
        Expr bump = x.times(x).plus(Expr.ONE).log().times(x.negate().exp()).over(Expr.constant(9));
        Expr force = a.times(u.tanh()).minus(b.times(x.sin())).minus(drag).minus(bump);
        OdeSystem system = new OdeSystem(
                List.of(x, v),
                List.of(a, b, c),
                List.of(u),
                List.of(v, force),
                List.of(x.cos().plus(x), v.atan2(Expr.constant(2))));
        return FilterModel.of(system, List.of(1e-3, 1e-3))
                .withCoordinates(
                        List.of(new Coordinate.Identity(), new Coordinate.Log(0), new Coordinate.Logit(0.01, 1)))
                .withDrifts(List.of(Drift.walk(1e-3), new Drift(1e-2, 3), new Drift(1e-2, 5)))
                .withStateNoise(List.of(1e-4, 1e-3))
                .withGate(new Gate(0.999))
                .withFlow(ExplicitRungeKutta.ZONNEVELD_43, 2)
                .withByLane(ByLane.NOISE.withConsidered())
                .withFlowCheck(new FlowCheck(1e-4, List.of(1.0, 1.0)));
    }

    /** Planes of lanes {@code first} and on of one fleet, the same whatever planes a lane is in. */
    static FilterPlanes fleet(int lanes, int first) {
        FilterPlanes fleet = FilterPlanes.allocate(MODEL, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            Random random = new Random(first + lane);
            double[] mean = {1, 0.5 * random.nextDouble(), random.nextDouble(), random.nextDouble(), 0};
            fleet.put(lane, GaussianEstimate.independent(mean, new double[] {0.1, 0.2, 0.3, 0.1, 0.1}));
            fleet.considered()[lane] = (first + lane) % 5 == 0 ? 1 : 0;
            fleet.outputVariances()[0][lane] = 1e-3 * (1 + random.nextDouble());
        }
        return fleet;
    }

    /** Inputs and readings by arithmetic alone. */
    static void read(FilterPlanes fleet, int first, int reading) {
        for (int lane = 0; lane < fleet.lanes(); lane++) {
            Random random = new Random(1000L * (reading + 1) + first + lane);
            fleet.inputs()[0][lane] = 4 * random.nextDouble() - 2;
            fleet.intervals()[lane] = 0.02 + 0.1 * random.nextDouble();
            fleet.measured()[0][lane] =
                    random.nextInt(6) == 0 ? Double.NaN : fleet.means()[3][lane] + random.nextDouble();
            fleet.measured()[1][lane] = random.nextInt(6) == 0 ? Double.NaN : random.nextDouble() - 0.5;
        }
    }

    /** Follow lanes {@code first} and on through all readings with code of one generator. */
    static FilterPlanes follow(FilterMethod method, Generator generator, int lanes, int first) {
        UpdateEquations equations = new UpdateEquations(MODEL, (GaussianMethod) method);
        GaussianKernels kernels = GaussianKernels.each(
                        equations, GaussianKernels.together(equations).correction())
                .with(generator);
        FilterPlanes fleet = fleet(lanes, first);
        follow(fleet, kernels.newTile(), first);
        return fleet;
    }

    static void follow(FilterPlanes fleet, LaneTile tile, int first) {
        TileLanes held = new TileLanes();
        for (int reading = 0; reading < READINGS; reading++) {
            read(fleet, first, reading);
            for (int from = 0; from < fleet.lanes(); from += LaneTile.LANES) {
                held.hold(null, from, Math.min(fleet.lanes(), from + LaneTile.LANES));
                tile.update(fleet, fleet, new double[0], held, true);
            }
        }
    }

    /** All results as bits; which NaN one is does not count. */
    static String fingerprint(FilterPlanes fleet) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (double[] plane : fleet.results()) {
                ByteBuffer bytes = ByteBuffer.allocate(8 * plane.length);
                for (double value : plane) {
                    bytes.putLong(Double.doubleToLongBits(value));
                }
                digest.update(bytes.array());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
