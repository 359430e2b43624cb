package dev.weft.sdk.tasks;

/**
 * Interpolate within one step of Dormand and Prince's pair 5(4), to order 4: y(t + s h) = y + h Σ_j k_j Σ_p P_jp
 * s^{p+1} for 0 ≤ s ≤ 1, with the stages k_j of the step.
 *
 * <p>Holds one step at a time; evaluation allocates nothing. Not thread-safe.
 *
 * <p>Source: L. F. Shampine, "Some practical Runge–Kutta formulas", Mathematics of Computation 46, 1986, with the best of
 * its values for the free parameter, as in SciPy: P. Virtanen et al., "SciPy 1.0: fundamental algorithms for scientific
 * computing in Python", 2020.
 */
final class ShampineInterpolant {
    private static final int DEGREE = 4;

    /** P [7×4]: a row a stage, a column a power of s from 1. */
    private static final double[][] P = {
        {1, -8048581381.0 / 2820520608.0, 8663915743.0 / 2820520608.0, -12715105075.0 / 11282082432.0},
        {0, 0, 0, 0},
        {0, 131558114200.0 / 32700410799.0, -68118460800.0 / 10900136933.0, 87487479700.0 / 32700410799.0},
        {0, -1754552775.0 / 470086768.0, 14199869525.0 / 1410260304.0, -10690763975.0 / 1880347072.0},
        {0, 127303824393.0 / 49829197408.0, -318862633887.0 / 49829197408.0, 701980252875.0 / 199316789632.0},
        {0, -282668133.0 / 205662961.0, 2019193451.0 / 616988883.0, -1453857185.0 / 822651844.0},
        {0, 40617522.0 / 29380423.0, -110615467.0 / 29380423.0, 69997945.0 / 29380423.0}
    };

    private final double[][] coefficients;
    private final double[] start;
    private double from;
    private double step;

    /** Make room for a state of {@code dimension} components. */
    ShampineInterpolant(int dimension) {
        coefficients = new double[dimension][DEGREE];
        start = new double[dimension];
    }

    /**
     * Take over a step.
     *
     * @param time where the step begins
     * @param h its length
     * @param y the state [n] at its beginning. Not modified
     * @param stages the rates k [7×n] at its stages. Not modified
     */
    void take(double time, double h, double[] y, double[][] stages) {
        from = time;
        step = h;
        System.arraycopy(y, 0, start, 0, start.length);
        for (int i = 0; i < start.length; i++) {
            for (int p = 0; p < DEGREE; p++) {
                double sum = 0;
                for (int j = 0; j < P.length; j++) {
                    sum += stages[j][i] * P[j][p];
                }
                coefficients[i][p] = sum;
            }
        }
    }

    /** Return component {@code i} of the state at a time within the step. */
    double value(double time, int i) {
        double s = (time - from) / step;
        double power = 1;
        double sum = 0;
        for (double coefficient : coefficients[i]) {
            power *= s;
            sum += coefficient * power;
        }
        return step * sum + start[i];
    }
}
