package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Optional;

/**
 * Hold what drives the recurrence of a batch, and its way into θ: u_t = w_t − w_{t−1} or u_t = w_t, v_t = Σ_j W_j u_{t−j},
 * θ_t ← B v_t; and back: v̄_t = Bᵀ λ_t, ū_t = Σ_j W_jᵀ v̄_{t+j}, w̄_t = ū_t − ū_{t+1} or w̄_t = ū_t.
 */
final class Drivers<A> {
    private final WarpProgram<A> program;
    private final WarpSettings settings;
    private final RealArrays<A> arrays;
    private final int count;
    private final int lanes;
    private final int steps;
    private final int end;
    private final int inputMatrix;
    private final Optional<ParameterLayout.Segment> convolution;
    private final boolean differences;
    private final A[] values;
    private final A[] driving;
    private final A[] driven;
    private final A[] drivenAdjoints;

    Drivers(WarpProgram<A> program, int lanes, int steps) {
        this.program = program;
        this.settings = program.settings();
        this.arrays = program.arrays();
        this.count = settings.drivers();
        this.lanes = lanes;
        this.steps = steps;
        this.end = lanes * steps;
        this.inputMatrix = program.layout().segment("input.B").offset();
        this.convolution = program.layout().find("input.convolution");
        values = arrays.allocatePlanes(count, end);
        differences = settings.drive() == Drive.DIFFERENCES;
        driving = differences ? arrays.allocatePlanes(count, end) : values;
        driven = convolution.isPresent() ? arrays.allocatePlanes(count, end) : driving;
        drivenAdjoints = arrays.allocatePlanes(count, end);
    }

    /** Forget what drives. */
    void clear() {
        for (A plane : values) {
            arrays.fill(plane, 0, end, 0);
        }
    }

    /** Fill what is known of a step beforehand: inputs and time. */
    void known(int lane, int t, WarpSeries series, int row, double tau) {
        int x = settings.signals().size();
        int u = settings.inputs().size();
        for (int c = 0; c < u; c++) {
            arrays.set(values[x + c], t * lanes + lane, series.input(row, c));
        }
        if (settings.timeChannel()) {
            arrays.set(values[x + u], t * lanes + lane, tau);
        }
    }

    /** Return the plane of w that belongs to a signal. */
    A plane(int c) {
        return values[c];
    }

    /** Return the planes of v. */
    A[] driven() {
        return driven;
    }

    /** Copy w_t [Dw×N]. */
    void gather(int t, A to) {
        // Free weights take no input.
        for (int c = 0; c < count && !settings.initial().free(); c++) {
            System.arraycopy(values[c], t * lanes, to, c * lanes, lanes);
        }
    }

    /** Compute u_t and v_t for t = from … to − 1. */
    void advance(int from, int to) {
        for (int t = from; t < to; t++) {
            difference(t);
            convolve(t);
        }
    }

    private void difference(int t) {
        // Values drive as they are.
        for (int c = 0; c < count && differences; c++) {
            System.arraycopy(values[c], t * lanes, driving[c], t * lanes, lanes);
            arrays.addScaled(-1, values[c], (t - 1) * lanes, driving[c], t * lanes, lanes);
        }
    }

    private void convolve(int t) {
        convolution.ifPresent(segment -> {
            for (int c = 0; c < count; c++) {
                arrays.fill(driven[c], t * lanes, (t + 1) * lanes, 0);
                for (int j = 0; j < settings.convolution() && j < t; j++) {
                    for (int e = 0; e < count; e++) {
                        arrays.addScaled(
                                tap(segment, j, c, e), driving[e], (t - j) * lanes, driven[c], t * lanes, lanes);
                    }
                }
            }
        });
    }

    private double tap(ParameterLayout.Segment segment, int j, int c, int e) {
        return program.parameter(segment.offset() + (j * count + c) * count + e);
    }

    /**
     * Compute θ_t ← B v_t for t = from … to − 1.
     *
     * @param slot where step {@code from} lies in the planes of θ
     */
    void drive(A[] theta, int slot, int from, int to) {
        int at = slot * lanes;
        int length = (to - from) * lanes;
        for (int k = 0; k < theta.length; k++) {
            arrays.fill(theta[k], at, at + length, 0);
            for (int c = 0; c < count; c++) {
                double factor = program.parameter(inputMatrix + k * count + c);
                arrays.addScaled(factor, driven[c], from * lanes, theta[k], at, length);
            }
        }
    }

    /**
     * Compute v̄_t = Bᵀ λ_t for t = from … to − 1.
     *
     * @param slot where step {@code from} lies in the planes of λ
     */
    void back(A[] adjoints, int slot, int from, int to) {
        int at = from * lanes;
        int length = (to - from) * lanes;
        for (int c = 0; c < count; c++) {
            arrays.fill(drivenAdjoints[c], at, at + length, 0);
            for (int k = 0; k < adjoints.length; k++) {
                double factor = program.parameter(inputMatrix + k * count + c);
                arrays.addScaled(factor, adjoints[k], slot * lanes, drivenAdjoints[c], at, length);
            }
        }
    }

    /** Return w̄_t of a driver in a lane, t ≥ 1, once v̄_t and those after it are known. */
    double adjoint(int c, int t, int lane) {
        double own = drivingAdjoint(c, t, lane);
        return differences && t + 1 < steps ? own - drivingAdjoint(c, t + 1, lane) : own;
    }

    private double drivingAdjoint(int c, int t, int lane) {
        if (convolution.isEmpty()) {
            return arrays.get(drivenAdjoints[c], t * lanes + lane);
        }
        ParameterLayout.Segment segment = convolution.get();
        double sum = 0;
        for (int j = 0; j < settings.convolution() && t + j < steps; j++) {
            for (int e = 0; e < count; e++) {
                sum += tap(segment, j, e, c) * arrays.get(drivenAdjoints[e], (t + j) * lanes + lane);
            }
        }
        return sum;
    }

    /** Tell whether v̄ is needed for ∂L/∂W. */
    boolean convolves() {
        return convolution.isPresent();
    }

    /**
     * Add ∂L/∂B of the steps t = from … to − 1.
     *
     * @param slot where step {@code from} lies in the planes of λ
     */
    void gradient(A[] adjoints, int slot, int from, int to, double[] gradient) {
        int length = (to - from) * lanes;
        for (int k = 0; k < adjoints.length; k++) {
            for (int c = 0; c < count; c++) {
                gradient[inputMatrix + k * count + c] +=
                        arrays.dot(adjoints[k], slot * lanes, driven[c], from * lanes, length);
            }
        }
    }

    /** Add ∂L/∂W, once v̄ of all steps is known. */
    void gradient(double[] gradient) {
        convolution.ifPresent(segment -> {
            for (int j = 0; j < settings.convolution() && j < steps - 1; j++) {
                int length = end - (j + 1) * lanes;
                for (int c = 0; c < count; c++) {
                    for (int e = 0; e < count; e++) {
                        gradient[segment.offset() + (j * count + c) * count + e] +=
                                arrays.dot(drivenAdjoints[c], (j + 1) * lanes, driving[e], lanes, length);
                    }
                }
            }
        });
    }
}
