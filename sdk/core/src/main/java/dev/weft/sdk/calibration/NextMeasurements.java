package dev.weft.sdk.calibration;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import dev.weft.solvers.estimation.GaussianPrior;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.OutputErrorProblem;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.measure.Unit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Find what to measure next: repeat the runs in thought with one more sensor, or one more input that moves, add the
 * information of it, and see which open parameters would be told.
 *
 * <p>Sensors: each declared output that the data lack, as good as it usually is; each state that no output shows, to a
 * tenth of its usual size. Inputs: each that stands still in the data, stepping over its usual range. The expected gain
 * is ½·log(det P / det P′), P the covariance of the parameters before and after, of the model linearised at the fit.
 *
 * <p>Source: K. Chaloner, I. Verdinelli, "Bayesian experimental design: a review", 1995, section 2.2.
 */
final class NextMeasurements {
    /** Of a state's usual size: how well a sensor that does not exist yet would measure it. */
    private static final double ACCURACY = 0.1;
    /** An input that moves by less than this share of its usual range stands still. */
    private static final double STILL = 0.05;

    private static final int STEPS = 8;

    private final Unknowns unknowns;
    private final PhysicsPrior prior;
    private final double[] z;
    private final double[] scales;
    private final double inflation;
    private final DMatrixRMaj covariance;
    private final List<Integer> open;

    NextMeasurements(Unknowns unknowns, Fit fit, double inflation, DMatrixRMaj covariance, List<Integer> open) {
        this.unknowns = unknowns;
        this.prior = unknowns.prior();
        this.z = fit.at().solution();
        this.scales = fit.scales();
        this.inflation = inflation;
        this.covariance = covariance;
        this.open = open;
    }

    /** Return what would tell an open parameter, the best first; nothing where none is open. */
    List<Advice> find() {
        List<Advice> found = new ArrayList<>();
        if (open.isEmpty()) {
            return found;
        }
        for (int k = 0; k < prior.outputs().size(); k++) {
            Output output = prior.outputs().get(k);
            if (!isMeasured(k)) {
                sensor(Advice.Kind.OUTPUT, output.name(), output.quantity(), output.noise())
                        .ifPresent(found::add);
            }
        }
        for (State state : prior.states()) {
            if (prior.outputs().stream().noneMatch(o -> o.quantity().expr().equals(state.expr()))) {
                sensor(Advice.Kind.STATE, state.name(), state, ACCURACY * state.spread())
                        .ifPresent(found::add);
            }
        }
        for (int k = 0; k < prior.inputs().size(); k++) {
            int index = k;
            prior.inputs().get(k).range().flatMap(range -> input(index, range)).ifPresent(found::add);
        }
        found.sort(Comparator.comparingInt((Advice a) -> -a.tells().size()).thenComparingDouble(a -> -a.gain()));
        return found;
    }

    private boolean isMeasured(int k) {
        return Residuals.measured(unknowns.series(), k).length > 0;
    }

    private Optional<Advice> sensor(Advice.Kind kind, String name, Quantity shown, double noise) {
        List<MeasuredSeries> runs =
                unknowns.series().stream().map(run -> with(run, -1, null, 1)).toList();
        return advice(
                kind, name, "to " + number(noise, shown.unit()), system(List.of(shown.expr())), runs, new double[] {
                    noise
                });
    }

    private Optional<Advice> input(int k, Input.Range range) {
        double[] values = unknowns.series().stream()
                .flatMapToDouble(s -> IntStream.range(0, s.length()).mapToDouble(i -> s.inputs(i)[k]))
                .toArray();
        double moved = Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
        if (moved > STILL * (range.high() - range.low())) {
            return Optional.empty();
        }
        List<Expr> shown = new ArrayList<>();
        List<Double> noises = new ArrayList<>();
        for (int o = 0; o < prior.outputs().size(); o++) {
            if (isMeasured(o)) {
                shown.add(prior.outputs().get(o).quantity().expr());
                noises.add(scales[o] * Math.sqrt(inflation));
            }
        }
        List<MeasuredSeries> runs = unknowns.series().stream()
                .map(run -> with(run, k, range, shown.size()))
                .toList();
        Input input = prior.inputs().get(k);
        String how = "between " + trimmed(range.low()) + " and " + number(range.high(), input.unit());
        double[] sizes = noises.stream().mapToDouble(d -> d).toArray();
        return advice(Advice.Kind.INPUT, input.name(), how, system(shown), runs, sizes);
    }

    private OdeSystem system(List<Expr> shown) {
        return new OdeSystem(
                prior.states().stream().map(Quantity::expr).toList(),
                prior.parameters().stream().map(Quantity::expr).toList(),
                prior.inputs().stream().map(Quantity::expr).toList(),
                prior.states().stream().map(s -> prior.rateOf(s).expr()).toList(),
                shown);
    }

    /** Return a run with {@code width} outputs, all measured as 0, and input {@code k} stepping; none if negative. */
    private static MeasuredSeries with(MeasuredSeries run, int k, Input.@Nullable Range range, int width) {
        if (range == null) {
            return run.withOutputs(new double[run.length()][width]);
        }
        double[] times = new double[run.length()];
        double[][] inputs = new double[run.length()][];
        for (int i = 0; i < times.length; i++) {
            times[i] = run.time(i);
            inputs[i] = run.inputs(i).clone();
            boolean high = i * STEPS / times.length % 2 == 1;
            inputs[i][k] = high ? range.high() : range.low();
        }
        return new MeasuredSeries(run.name(), times, inputs, new double[times.length][width]);
    }

    private Optional<Advice> advice(
            Advice.Kind kind, String name, String how, OdeSystem system, List<MeasuredSeries> runs, double[] noises) {
        double[] flat = new double[z.length];
        Arrays.fill(flat, Double.POSITIVE_INFINITY);
        DMatrixRMaj information;
        try {
            information = LeastSquaresFit.at(
                            new OutputErrorProblem(
                                    system,
                                    Tolerances.STANDARD,
                                    unknowns.layout().parameterCoordinates(),
                                    runs,
                                    noises,
                                    GaussianPrior.independent(z.clone(), flat),
                                    unknowns.own(),
                                    Double.POSITIVE_INFINITY),
                            z)
                    .information();
        } catch (IntegrationException e) {
            // Where the model cannot go there is nothing to be learned.
            return Optional.empty();
        }
        DMatrixRMaj after = new DMatrixRMaj(z.length, z.length);
        DMatrixRMaj before = new DMatrixRMaj(z.length, z.length);
        if (!CommonOps_DDRM.invert(covariance, before)) {
            return Optional.empty();
        }
        CommonOps_DDRM.addEquals(information, before);
        if (!CommonOps_DDRM.invert(information, after)) {
            return Optional.empty();
        }
        List<String> tells = open.stream()
                .filter(j -> after.get(j, j) < 1)
                .map(j -> prior.parameters().get(j).name())
                .toList();
        double gain = 0.5 * (logDeterminant(covariance) - logDeterminant(after));
        return tells.isEmpty() ? Optional.empty() : Optional.of(new Advice(kind, name, how, tells, gain));
    }

    private double logDeterminant(DMatrixRMaj all) {
        int m = unknowns.layout().parameterCount();
        return Math.log(Math.max(Double.MIN_NORMAL, CommonOps_DDRM.det(CommonOps_DDRM.extract(all, 0, m, 0, m))));
    }

    private static String number(double value, Unit<?> unit) {
        return (trimmed(value) + " " + Units.text(unit)).trim();
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
