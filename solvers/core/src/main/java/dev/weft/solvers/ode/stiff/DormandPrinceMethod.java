package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.EquationsMapper;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.nonstiff.ButcherArrayProvider;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.interpolators.DormandPrince54StateInterpolator;

/**
 * Take explicit steps of Dormand and Prince's pair of orders 5 and 4 by Hipparchus' coefficients and dense output, and
 * notice stiffness.
 *
 * <p>The last two stages belong to the same time but to different states g₆ and g₇, so |λ| ≈ ‖k₇ − k₆‖/‖g₇ − g₆‖
 * estimates the dominant eigenvalue for nothing. Where the equations are stiff, error control drives h|λ| towards the
 * boundary of stability, about 3.3; where they are not, it stays smaller.
 *
 * <p>Source: J. R. Dormand, P. J. Prince, "A family of embedded Runge–Kutta formulae", 1980; the detection: E.
 * Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 2nd ed. 1996, section IV.2.
 */
final class DormandPrinceMethod implements OneStepMethod {
    static final String NAME = DormandPrince54Integrator.METHOD_NAME;

    private static final ButcherArrayProvider TABLEAU = new DormandPrince54Integrator(0, 1, 1, 1);
    private static final double[] C = TABLEAU.getC();
    private static final double[][] A = TABLEAU.getA();
    /** Weights of order 5 less those of order 4. */
    private static final double[] E = {
        71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
    };

    private static final int STAGES = 7;

    /**
     * Less than the source's 3.25, which steps shortened by the loss of order on a stiff solution need not reach. A
     * solution that moves at the rate λ itself is followed by steps far below 2.5/|λ|.
     */
    private static final double SUSPICIOUS = 2.5;

    private static final int STIFF_STEPS = 15;
    /** As many good steps in a row clear the suspicion. */
    private static final int CLEARING_STEPS = 6;

    private final Rates rates;
    private final ErrorNorm norm;
    private final int total;
    private final double[][] k = new double[STAGES][];
    private final double[] before;
    private final double[] argument;
    private final double[] errors;
    private double t;
    private double[] y = {};
    private int suspicious;
    private int clear;

    DormandPrinceMethod(int total, Rates rates, ErrorNorm norm) {
        this.rates = rates;
        this.norm = norm;
        this.total = total;
        this.before = new double[total];
        this.argument = new double[total];
        this.errors = new double[total];
    }

    @Override
    public String methodName() {
        return NAME;
    }

    @Override
    public int errorOrder() {
        return 5;
    }

    @Override
    public void begin(ODEStateAndDerivative start, double h) {
        t = start.getTime();
        y = start.getCompleteState();
        k[0] = start.getCompleteDerivative();
    }

    @Override
    public double attempt(double h, double end) {
        for (int s = 1; s < STAGES; s++) {
            if (s == STAGES - 1) {
                System.arraycopy(argument, 0, before, 0, total);
            }
            combine(h, A[s - 1], argument);
            if (!norm.allFinite(argument)) {
                return Double.POSITIVE_INFINITY;
            }
            k[s] = rates.at(C[s - 1] == 1 ? end : t + C[s - 1] * h, argument);
            if (!norm.allFinite(k[s])) {
                return Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; i < total; i++) {
            double sum = 0;
            for (int s = 0; s < STAGES; s++) {
                sum += E[s] * k[s][i];
            }
            errors[i] = h * sum;
        }
        return norm.of(errors, y, argument);
    }

    private void combine(double h, double[] weights, double[] to) {
        for (int i = 0; i < total; i++) {
            double sum = 0;
            for (int s = 0; s < weights.length; s++) {
                sum += weights[s] * k[s][i];
            }
            to[i] = y[i] + h * sum;
        }
    }

    /** Take note of an accepted step of size {@code h}; return whether the equations have turned out stiff. */
    boolean noticesStiffness(double h) {
        double rateChange = 0;
        double stateChange = 0;
        for (int i = 0; i < total; i++) {
            double rate = k[6][i] - k[5][i];
            double state = argument[i] - before[i];
            rateChange += rate * rate;
            stateChange += state * state;
        }
        if (h * h * rateChange > SUSPICIOUS * SUSPICIOUS * stateChange) {
            clear = 0;
            suspicious++;
        } else if (++clear >= CLEARING_STEPS) {
            suspicious = 0;
        }
        return suspicious >= STIFF_STEPS;
    }

    /** Forget all suspicion: the equations have been integrated otherwise for a while. */
    void acquit() {
        suspicious = 0;
        clear = 0;
    }

    @Override
    public double[] state() {
        return argument;
    }

    @Override
    public double[] derivative() {
        return k[STAGES - 1];
    }

    @Override
    public DormandPrince54StateInterpolator interpolator(
            boolean forward, ODEStateAndDerivative start, ODEStateAndDerivative end, EquationsMapper mapper) {
        return new DormandPrince54StateInterpolator(forward, k, start, end, start, end, mapper);
    }
}
