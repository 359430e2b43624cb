package dev.weft.sdk.calibration;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianPrior;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.OutputErrorProblem;
import dev.weft.solvers.ode.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lay out what a calibration looks for, z [U]: the M parameters in their coordinates, the N initial states of each
 * series, then the offsets of each series' own parameters from the usual ones; and what is known of it beforehand.
 */
final class Unknowns {
    /** Nearly flat priors: they keep the search from running away along what the data leave open. */
    static final double FREE_SPREAD = 10;

    private static final double FIXED_SPREAD = 1e-6;
    /** Machines of a kind differ by a factor e or so: far more than data of each leave open, where they tell it. */
    private static final double OWN_SPREAD = 1;

    private static final double STATE_SPREADS = 3;

    private final PhysicsPrior prior;
    private final WeightLayout layout;
    private final CalibrationSettings settings;
    private final List<MeasuredSeries> series;
    private final List<Integer> own;

    Unknowns(PhysicsPrior prior, CalibrationSettings settings, List<MeasuredSeries> series) {
        this.prior = prior;
        this.layout = WeightLayout.of(prior);
        this.settings = settings;
        this.series = List.copyOf(series);
        List<Parameter> parameters = prior.parameters();
        this.own = IntStream.range(0, parameters.size())
                .filter(j -> settings.perSeries().contains(parameters.get(j).name()))
                .boxed()
                .toList();
    }

    /** Return the unknowns of the first rows of each series, laid out alike. */
    Unknowns first(int rows) {
        return new Unknowns(
                prior,
                settings,
                series.stream().map(s -> s.slice(0, Math.min(rows, s.length()))).toList());
    }

    PhysicsPrior prior() {
        return prior;
    }

    WeightLayout layout() {
        return layout;
    }

    CalibrationSettings settings() {
        return settings;
    }

    List<MeasuredSeries> series() {
        return series;
    }

    /** Return the indices of the parameters that each series has of its own [O]. */
    List<Integer> own() {
        return own;
    }

    int size() {
        return layout.parameterCount() + (layout.stateCount() + own.size()) * series.size();
    }

    /** Return where in z state {@code i} at the start of series {@code s} is. */
    int stateIndex(int s, int i) {
        return layout.parameterCount() + s * layout.stateCount() + i;
    }

    /** Return where in z the offset of own parameter {@code o} of series {@code s} is. */
    int ownIndex(int s, int o) {
        return layout.parameterCount() + layout.stateCount() * series.size() + s * own.size() + o;
    }

    /** Return the coordinates of the parameters of series {@code s} [M]. */
    double[] coordinates(double[] z, int s) {
        double[] coordinates = Arrays.copyOf(z, layout.parameterCount());
        for (int o = 0; o < own.size(); o++) {
            coordinates[own.get(o)] += z[ownIndex(s, o)];
        }
        return coordinates;
    }

    /** Return what is known beforehand of parameter {@code j}. */
    Optional<Beforehand> beforehand(int j) {
        Parameter parameter = prior.parameters().get(j);
        Beforehand told = settings.beforehand().get(parameter.name());
        return told != null ? Optional.of(told) : Beforehand.declared(parameter);
    }

    boolean isFixed(int j) {
        return settings.fixed().containsKey(prior.parameters().get(j).name());
    }

    int freeCount() {
        return size()
                - (int) IntStream.range(0, layout.parameterCount())
                        .filter(this::isFixed)
                        .count();
    }

    /** Return the first point of the search: what is fixed, what is known beforehand, or nominal values. */
    double[] start() {
        double[] z = new double[size()];
        for (int j = 0; j < layout.parameterCount(); j++) {
            Parameter p = prior.parameters().get(j);
            double usual = beforehand(j).map(Beforehand::value).orElse(p.nominal());
            z[j] = p.coordinate().toCoordinate(settings.fixed().getOrDefault(p.name(), usual));
        }
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < layout.stateCount(); i++) {
                z[stateIndex(s, i)] = prior.states().get(i).start();
            }
        }
        return z;
    }

    /** Return how far random starts spread: parameters by a factor e or what is known of them. */
    double[] searchSpreads() {
        return spreads(1, 0.5, 0.3);
    }

    /** Return the standard deviations of machines and of their starts about the usual ones. */
    double[] usualSpreads() {
        return spreads(1, 1, 0.3);
    }

    /** Return the standard deviations of the Gaussian prior. */
    double[] priorSpreads() {
        return spreads(FREE_SPREAD, STATE_SPREADS, OWN_SPREAD);
    }

    /** Return the standard deviations of a Gaussian prior that leaves free parameters to the data alone. */
    double[] profileSpreads() {
        return spreads(100 * FREE_SPREAD, STATE_SPREADS, OWN_SPREAD);
    }

    private double[] spreads(double free, double states, double offsets) {
        double[] spreads = new double[size()];
        for (int j = 0; j < layout.parameterCount(); j++) {
            Coordinate coordinate = prior.parameters().get(j).coordinate();
            double known = beforehand(j).map(b -> b.spread(coordinate)).orElse(free);
            spreads[j] = isFixed(j) ? FIXED_SPREAD : Math.min(free, known);
        }
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < layout.stateCount(); i++) {
                State state = prior.states().get(i);
                spreads[stateIndex(s, i)] = states * state.spread();
            }
            for (int o = 0; o < own.size(); o++) {
                spreads[ownIndex(s, o)] = Math.min(offsets, spreads[own.get(o)]);
            }
        }
        return spreads;
    }

    /** Set up the comparison with the data; residuals beyond the threshold are bent. */
    OutputErrorProblem problem(double[] scales, double huberThreshold) {
        return problem(scales, huberThreshold, priorSpreads());
    }

    OutputErrorProblem problem(double[] scales, double huberThreshold, double[] spreads) {
        return new OutputErrorProblem(
                prior.system(),
                Tolerances.STANDARD,
                layout.parameterCoordinates(),
                series,
                scales,
                GaussianPrior.independent(start(), spreads),
                own,
                huberThreshold);
    }
}
