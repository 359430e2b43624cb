package dev.weft.sdk.tasks;

import dev.weft.solvers.ode.ButcherTableau;

/**
 * Integrate as SciPy's {@code solve_ivp} does by default, step by step: Dormand and Prince's pair 5(4) with relative
 * tolerance 1e-3 and absolute tolerance 1e-6, read from its quartic interpolant.
 *
 * <p>Loose tolerances leave an error of some thousandths of the state's size; the published data carry it, and so this class
 * has to make the same. A step is accepted where the error's root mean square, each component over 1e-6 + 1e-3
 * max(|y|, |y⁺|), is below 1; the next is 0.9 error^{−1/5} times as long, within 0.2 … 10, and not longer right after a
 * refusal. Equal to SciPy's within rounding, and the same bits on
 * every machine. Not thread-safe.
 *
 * <p>Source: J. R. Dormand, P. J. Prince, "A family of embedded Runge–Kutta formulae", 1980; E. Hairer, S. P. Nørsett,
 * G. Wanner, "Solving Ordinary Differential Equations I", 1993, section II.4 (control, first step); P. Virtanen et al.,
 * "SciPy 1.0: fundamental algorithms for scientific computing in Python", 2020 (constants).
 */
final class Rk45 {
    private static final ButcherTableau TABLEAU = ButcherTableau.DORMAND_PRINCE_54;
    private static final int STAGES = TABLEAU.stages();
    private static final double RELATIVE_TOLERANCE = 1e-3;
    private static final double ABSOLUTE_TOLERANCE = 1e-6;
    private static final double SAFETY = 0.9;
    private static final double LEAST_FACTOR = 0.2;
    private static final double MOST_FACTOR = 10;
    private static final double EXPONENT = -1.0 / 5;

    private final int dimension;
    private final double[][] stages;
    private final double[] scratch;
    private final double[] scaled;
    private final ShampineInterpolant interpolant;

    private double[] state;
    private double[] next;
    private double time;
    private double proposed;

    /** Make room for systems of {@code dimension} states. */
    Rk45(int dimension) {
        this.dimension = dimension;
        stages = new double[STAGES][dimension];
        scratch = new double[dimension];
        scaled = new double[dimension];
        state = new double[dimension];
        next = new double[dimension];
        interpolant = new ShampineInterpolant(dimension);
    }

    /**
     * Integrate from the first time to the last and write the states at all of them.
     *
     * @param system the rates
     * @param initial the state [n] at the first time. Not modified
     * @param times the times [T], increasing. Not modified
     * @param planes the states: component i at time t goes to [i][offset + t]. Modified
     * @param offset where to begin in each plane
     * @throws ArithmeticException if no step is short enough, as with rates that are not finite
     */
    void sample(RightHandSide system, double[] initial, double[] times, double[][] planes, int offset) {
        double end = times[times.length - 1];
        time = times[0];
        System.arraycopy(initial, 0, state, 0, dimension);
        system.rates(state, stages[0]);
        proposed = firstStep(system, end - time);
        int row = 0;
        while (time < end) {
            advance(system, end);
            for (; row < times.length && times[row] <= time; row++) {
                for (int i = 0; i < dimension; i++) {
                    planes[i][offset + row] = interpolant.value(times[row], i);
                }
            }
        }
    }

    /** Take a step that is accepted and hand it to the interpolant. */
    private void advance(RightHandSide system, double end) {
        double least = 10 * Math.ulp(time);
        double most = MOST_FACTOR;
        double h = Math.max(proposed, least);
        while (true) {
            // Negated, so that NaN ends here, too.
            if (!(h >= least)) {
                throw new ArithmeticException(
                        "step at time " + time + " = " + h + ", expected at least " + least + ": no solution there");
            }
            double reached = Math.min(time + h, end);
            h = reached - time;
            double error = step(system, h);
            double factor = error == 0 ? MOST_FACTOR : SAFETY * StrictMath.pow(error, EXPONENT);
            if (error < 1) {
                interpolant.take(time, h, state, stages);
                proposed = h * Math.min(most, factor);
                time = reached;
                double[] old = state;
                state = next;
                next = old;
                System.arraycopy(stages[STAGES - 1], 0, stages[0], 0, dimension);
                return;
            }
            h *= Math.max(LEAST_FACTOR, factor);
            most = 1;
        }
    }

    /** Try a step: fill the stages and the next state, return the norm of its error. */
    private double step(RightHandSide system, double h) {
        for (int s = 1; s < STAGES; s++) {
            // The last stage's argument is the next state.
            double[] argument = s == STAGES - 1 ? next : scratch;
            for (int i = 0; i < dimension; i++) {
                double sum = 0;
                for (int j = 0; j < s; j++) {
                    sum += stages[j][i] * TABLEAU.a(s, j);
                }
                argument[i] = state[i] + sum * h;
            }
            system.rates(argument, stages[s]);
        }
        for (int i = 0; i < dimension; i++) {
            double sum = 0;
            for (int j = 0; j < STAGES; j++) {
                sum += stages[j][i] * TABLEAU.error(j);
            }
            scaled[i] = sum * h / scale(Math.max(Math.abs(state[i]), Math.abs(next[i])));
        }
        return norm(scaled);
    }

    /** Choose the first step from the sizes of the state, of its rates and of their change: Hairer's algorithm. */
    private double firstStep(RightHandSide system, double interval) {
        double[] rates = stages[0];
        for (int i = 0; i < dimension; i++) {
            scaled[i] = state[i] / scale(Math.abs(state[i]));
        }
        double d0 = norm(scaled);
        for (int i = 0; i < dimension; i++) {
            scaled[i] = rates[i] / scale(Math.abs(state[i]));
        }
        double d1 = norm(scaled);
        double h0 = Math.min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1, interval);
        for (int i = 0; i < dimension; i++) {
            scratch[i] = state[i] + h0 * rates[i];
        }
        system.rates(scratch, next);
        for (int i = 0; i < dimension; i++) {
            scaled[i] = (next[i] - rates[i]) / scale(Math.abs(state[i]));
        }
        double d2 = norm(scaled) / h0;
        double h1 = d1 <= 1e-15 && d2 <= 1e-15
                ? Math.max(1e-6, h0 * 1e-3)
                : StrictMath.pow(0.01 / Math.max(d1, d2), -EXPONENT);
        return Math.min(Math.min(100 * h0, h1), interval);
    }

    private static double scale(double size) {
        return ABSOLUTE_TOLERANCE + size * RELATIVE_TOLERANCE;
    }

    /** Return the root mean square. */
    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum) / Math.sqrt(values.length);
    }
}
