package dev.weft.solvers.filter;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import dev.weft.solvers.symbolic.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hold the symbols in which an update is written, and the model they belong to.
 *
 * <p>What depends on the interval only, the step of the flow and what noise adds, are settings: symbols with an expression
 * in Δt each. They are computed once for all lanes where the interval is the same for all.
 */
final class FilterSymbols {
    final FilterModel model;
    final int m;
    final int n;
    final int q;
    final int d;
    /** θ and P before. */
    final Gaussian before;
    /** Homes z̄ of the parameters that have one, 0 for others [M]. */
    final List<Expr> homes;
    /** u over the interval [K]. */
    final List<Expr> inputs;
    /** u at the reading, where an output depends on it; else none. */
    final List<Expr> readingInputs;
    /** y [Q]. */
    final List<Expr> measured;
    /** Variances of readings: constants, or a symbol each [Q]. */
    final List<Expr> sensors;
    /** Densities of process noise that are each lane's own; none where they are constants. */
    final List<Expr> densities = new ArrayList<>();

    /** 1 where parameters are considered, 0 where they are estimated. */
    final Expr considered = Expr.symbol("considered");

    /** What the prediction said of the lane. */
    final Expr verdict = Expr.symbol("verdict");

    final Expr interval = Expr.symbol("interval");
    /** h of the flow's steps. */
    final Expr step = Expr.symbol("step");
    /** a = exp(−Δt/τ) of parameters with a home, 1 for others [M]. */
    final List<Expr> decays = new ArrayList<>();
    /** What process noise adds to P_ii, 0 where there is none [D]. */
    final List<Expr> added = new ArrayList<>();

    final List<Expr> settings = new ArrayList<>();
    final List<Expr> settingValues = new ArrayList<>();

    FilterSymbols(FilterModel model) {
        OdeSystem system = model.system();
        this.model = model;
        this.m = system.parameterCount();
        this.n = system.stateCount();
        this.q = system.outputCount();
        this.d = m + n;
        List<Expr> mean = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            mean.add(Expr.symbol("z of " + system.parameterName(j)));
        }
        for (int i = 0; i < n; i++) {
            mean.add(Expr.symbol(system.stateName(i)));
        }
        this.before = new Gaussian(mean, symbols("P", Gaussian.packedSize(d)));
        this.homes = IntStream.range(0, m)
                .mapToObj(j ->
                        model.drifts().get(j).hasHome() ? Expr.symbol("home of " + system.parameterName(j)) : Expr.ZERO)
                .toList();
        this.inputs = symbols("u", system.inputCount());
        boolean direct = Symbols.of(system.outputExpressions()).stream()
                .anyMatch(s -> system.inputs().stream().anyMatch(u -> u == s));
        this.readingInputs = direct ? symbols("u at reading", system.inputCount()) : List.of();
        this.measured = symbols("y", q);
        this.sensors = model.byLane().measurementNoise()
                ? symbols("variance of y", q)
                : model.outputVariances().stream().map(Expr::constant).toList();
        declareSettings();
    }

    private void declareSettings() {
        settings.add(step);
        settingValues.add(interval.times(1.0 / model.substeps()));
        for (Drift drift : model.drifts()) {
            if (drift.hasHome()) {
                Expr exponent = interval.times(-1 / drift.timeConstant());
                decays.add(setting("decay", exponent.exp()));
                // 1 − a² = −expm1(−2Δt/τ), which keeps its digits for short intervals.
                added.add(added("drift", drift.density(), exponent.times(2).expm1(), -0.5 * drift.timeConstant()));
            } else {
                decays.add(Expr.ONE);
                added.add(added("drift", drift.density(), interval, 1));
            }
        }
        for (double density : model.stateNoise()) {
            added.add(added("noise", density, interval, 1));
        }
    }

    /** Density × factor × grown: a setting as a whole, or one that each lane multiplies by a density of its own. */
    private Expr added(String name, double density, Expr grown, double factor) {
        if (density == 0) {
            return Expr.ZERO;
        }
        if (!model.byLane().processNoise()) {
            return setting(name, grown.times(factor * density));
        }
        Expr own = Expr.symbol(name + " density");
        densities.add(own);
        return own.times(setting(name, grown.times(factor)));
    }

    private Expr setting(String name, Expr value) {
        int known = settingValues.indexOf(value);
        if (known >= 0) {
            return settings.get(known);
        }
        settings.add(Expr.symbol(name));
        settingValues.add(value);
        return settings.get(settings.size() - 1);
    }

    private static List<Expr> symbols(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Expr.symbol(name + i)).toList();
    }

    /** What the flow and the prediction read in each lane: θ, P, densities, homes, the mark, inputs. */
    List<Expr> moving() {
        List<Expr> planes = new ArrayList<>(before.all());
        planes.addAll(densities);
        homes.stream().filter(home -> !Terms.isZero(home)).forEach(planes::add);
        if (model.byLane().considered()) {
            planes.add(considered);
        }
        planes.addAll(inputs);
        return planes;
    }

    /**
     * What a correction reads in each lane: θ, P, the verdict so far, inputs at the reading, the reading, its variances,
     * the mark. */
    List<Expr> reading() {
        List<Expr> planes = new ArrayList<>(before.all());
        planes.add(verdict);
        planes.addAll(readingInputs);
        planes.addAll(measured);
        if (model.byLane().measurementNoise()) {
            planes.addAll(sensors);
        }
        if (model.byLane().considered()) {
            planes.add(considered);
        }
        return planes;
    }

    /** Expressions with the settings replaced by what they are of the interval. */
    List<Expr> byInterval(List<Expr> expressions) {
        return Substitution.of(settings, settingValues).apply(expressions);
    }

    /** The mean of the coordinates after the interval. */
    List<Expr> driftedCoordinates() {
        return driftedCoordinates(before.mean());
    }

    /** Coordinates after the interval: z̄ + a (z − z̄), of the first of given weights. */
    List<Expr> driftedCoordinates(List<Expr> weights) {
        List<Expr> z = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            Expr now = weights.get(j);
            Expr home = homes.get(j);
            z.add(
                    Terms.isZero(home)
                            ? now
                            : Consideration.choose(
                                    this, now, home.plus(decays.get(j).times(now.minus(home)))));
        }
        return z;
    }

    /** Values of parameters by their coordinates [M]. */
    List<Expr> values(List<Expr> coordinates) {
        List<Expr> p = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            p.add(model.coordinates().get(j).toValue(coordinates.get(j)));
        }
        return p;
    }

    /** dp/dz at the coordinates [M]. */
    List<Expr> slopes(List<Expr> coordinates) {
        List<Expr> slopes = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            slopes.add(model.coordinates().get(j).derivative(coordinates.get(j)));
        }
        return slopes;
    }

    /** The symbols of the system: states, parameters, inputs. */
    static List<Expr> systemSymbols(OdeSystem system) {
        List<Expr> all = new ArrayList<>(system.states());
        all.addAll(system.parameters());
        all.addAll(system.inputs());
        return all;
    }

    @SafeVarargs
    static List<Expr> concat(List<Expr>... parts) {
        List<Expr> all = new ArrayList<>();
        for (List<Expr> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
