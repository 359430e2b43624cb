package dev.weft.twins.health;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.twins.Twin;
import dev.weft.twins.health.Contribution.Kind;
import dev.weft.twins.ledger.TwinSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Explain a forecast: what named parameters, states, inputs and a network beside the prior add to it, against a reference, and
 * which of them its uncertainty comes from.
 *
 * <p>Effects are integrated gradients along the straight line from the reference v′ to the present v, coordinates of
 * parameters included: e_i = (v_i − v′_i) ∫₀¹ ∂f/∂v_i(v′ + s (v − v′)) ds. They add up to f(v) − f(v′), but for what the
 * quadrature (five points of Gauss and Legendre) and the difference quotients leave, which {@link #rest} tells. A share of the
 * variance is g_i (P g)_i / gᵀPg, g being the gradient at v.
 *
 * <p>The reference: parameters and states as the twin's model starts, inputs in the middle of their usual range, or 0. Cost:
 * some 10 (D + K) trajectories. Nothing is changed.
 *
 * <p>Source: M. Sundararajan, A. Taly, Q. Yan, "Axiomatic Attribution for Deep Networks", 2017, equation 1.
 *
 * @param output name of the output
 * @param seconds how far ahead, with inputs held
 * @param value the forecast, in the output's unit
 * @param reference the forecast of the reference
 * @param contributions the largest effect first
 */
public record Explanation(
        String output, double seconds, double value, double reference, List<Contribution> contributions) {
    private static final GaussIntegrator QUADRATURE = new GaussIntegratorFactory().legendre(5, 0, 1);
    private static final double STEP = 1e-5;

    /** Copy the list. */
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /**
     * Explain what a twin expects.
     *
     * @param output index of the output
     * @param seconds how far ahead, &gt;= 0
     * @throws IllegalArgumentException if there was no reading yet, or there is no such output or time
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution on the way from the reference
     */
    public static Explanation of(Twin twin, int output, double seconds) {
        TwinSnapshot now = twin.snapshot();
        PhysicsModel model = twin.model();
        int outputs = model.prior().outputs().size();
        if (output < 0 || output >= outputs || !(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("output = " + output + ", seconds = " + seconds
                    + ", expected an index below " + outputs + " and a finite time >= 0");
        }
        if (Double.isNaN(now.time())) {
            throw new IllegalArgumentException(
                    "twin " + twin.id() + " had no reading yet, expected one before a forecast");
        }
        return new Line(model, now, output, seconds).explain();
    }

    /** Return what the contributions do not add up to. */
    public double rest() {
        return value
                - reference
                - contributions.stream().mapToDouble(Contribution::effect).sum();
    }

    /** The straight line from the reference to the present, in coordinates (z, x, u). */
    private static final class Line {
        private final PhysicsModel model;
        private final OdeSystem system;
        private final OdeFlow flow;
        private final GaussianEstimate estimate;
        private final int output;
        private final double seconds;
        private final int m;
        private final int d;
        private final double[] present;
        private final double[] origin;
        private final double[] scales;

        Line(PhysicsModel model, TwinSnapshot now, int output, double seconds) {
            this.model = model;
            this.system = model.prior().system();
            this.flow = new OdeFlow(system, Tolerances.STANDARD);
            this.estimate = now.serving().orElseGet(now::estimate);
            this.output = output;
            this.seconds = seconds;
            this.m = model.layout().parameterCount();
            this.d = model.layout().size();
            int k = model.prior().inputs().size();
            this.present = Arrays.copyOf(estimate.mean(), d + k);
            System.arraycopy(now.inputs(), 0, present, d, k);
            this.origin = Arrays.copyOf(model.start().mean(), d + k);
            this.scales = new double[d + k];
            for (int i = 0; i < d + k; i++) {
                if (i >= d) {
                    origin[i] = model.prior()
                            .inputs()
                            .get(i - d)
                            .range()
                            .map(r -> 0.5 * (r.low() + r.high()))
                            .orElse(0.0);
                }
                double size = i < m ? 1 : Math.max(Math.abs(present[i]), Math.abs(origin[i]));
                scales[i] = STEP * (size == 0 ? 1 : size);
            }
        }

        Explanation explain() {
            double[] effects = new double[present.length];
            for (int node = 0; node < QUADRATURE.getNumberOfPoints(); node++) {
                double[] point = new double[present.length];
                for (int i = 0; i < point.length; i++) {
                    point[i] = origin[i] + QUADRATURE.getPoint(node) * (present[i] - origin[i]);
                }
                for (int i = 0; i < point.length; i++) {
                    if (present[i] != origin[i]) {
                        effects[i] += QUADRATURE.getWeight(node) * slope(point, i) * (present[i] - origin[i]);
                    }
                }
            }
            return new Explanation(
                    model.prior().outputs().get(output).name(),
                    seconds,
                    forecast(present),
                    forecast(origin),
                    contributions(effects, shares()));
        }

        private List<Contribution> contributions(double[] effects, double[] shares) {
            List<Contribution> all = new ArrayList<>();
            double networkEffect = 0;
            double networkShare = 0;
            boolean network = false;
            for (int i = 0; i < effects.length; i++) {
                if (i < m && model.prior().parameters().get(i).isWeight()) {
                    network = true;
                    networkEffect += effects[i];
                    networkShare += shares[i];
                } else {
                    all.add(contribution(i, effects[i], i < d ? shares[i] : 0));
                }
            }
            if (network) {
                all.add(new Contribution(
                        Kind.RESIDUAL, "residual", Double.NaN, Double.NaN, networkEffect, networkShare));
            }
            all.sort((a, b) -> Double.compare(Math.abs(b.effect()), Math.abs(a.effect())));
            return all;
        }

        private Contribution contribution(int i, double effect, double share) {
            if (i >= d) {
                String input = model.prior().inputs().get(i - d).name();
                return new Contribution(Kind.INPUT, input, present[i], origin[i], effect, 0);
            }
            WeightSlot slot = model.layout().slots().get(i);
            return new Contribution(
                    i < m ? Kind.PARAMETER : Kind.STATE,
                    slot.name(),
                    slot.coordinate().toValue(present[i]),
                    slot.coordinate().toValue(origin[i]),
                    effect,
                    share);
        }

        private double[] shares() {
            double[] g = new double[d];
            for (int i = 0; i < d; i++) {
                g[i] = slope(present, i);
            }
            double[] shares = new double[d];
            double variance = 0;
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += estimate.covariance().get(i, j) * g[j];
                }
                shares[i] = g[i] * sum;
                variance += shares[i];
            }
            for (int i = 0; i < d; i++) {
                shares[i] = variance > 0 ? shares[i] / variance : 0;
            }
            return shares;
        }

        private double slope(double[] point, int i) {
            double[] moved = point.clone();
            moved[i] = point[i] + scales[i];
            double above = forecast(moved);
            moved[i] = point[i] - scales[i];
            return (above - forecast(moved)) / (2 * scales[i]);
        }

        private double forecast(double[] point) {
            double[] p = new double[m];
            for (int j = 0; j < m; j++) {
                Coordinate coordinate = model.layout().parameterCoordinates().get(j);
                p[j] = coordinate.toValue(point[j]);
            }
            double[] x = Arrays.copyOfRange(point, m, d);
            double[] u = Arrays.copyOfRange(point, d, point.length);
            flow.advance(0, seconds, x, p, u);
            double[] arguments = new double[point.length];
            System.arraycopy(x, 0, arguments, 0, x.length);
            System.arraycopy(p, 0, arguments, x.length, m);
            System.arraycopy(u, 0, arguments, d, u.length);
            double[] y = new double[model.prior().outputs().size()];
            system.outputValues().evaluate(arguments, y, system.outputValues().newScratch());
            return y[output];
        }
    }
}
