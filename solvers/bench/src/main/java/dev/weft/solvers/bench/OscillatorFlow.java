package dev.weft.solvers.bench;

/**
 * Move m s″ = −k s − c s′ by one classical Runge–Kutta step together with its slopes in the state and in ln m, ln k, ln c, as
 * one writes it by hand: the variational equations beside the state. Holds the result of one step; one instance a thread.
 */
final class OscillatorFlow {
    private static final int COLUMNS = 6;

    /** Rows s and v; columns: the state, its slopes in s and v, its slopes in ln m, ln k, ln c. */
    final double[] position = new double[COLUMNS];

    final double[] velocity = new double[COLUMNS];
    private final double[] s = new double[COLUMNS];
    private final double[] v = new double[COLUMNS];
    private final double[] sumS = new double[COLUMNS];
    private final double[] sumV = new double[COLUMNS];

    void step(double lnMass, double lnStiffness, double lnDamping, double s0, double v0, double h) {
        double mass = Math.exp(lnMass);
        double a = -Math.exp(lnStiffness) / mass;
        double b = -Math.exp(lnDamping) / mass;
        for (int j = 0; j < COLUMNS; j++) {
            position[j] = j == 0 ? s0 : j == 1 ? 1 : 0;
            velocity[j] = j == 0 ? v0 : j == 2 ? 1 : 0;
            s[j] = position[j];
            v[j] = velocity[j];
            sumS[j] = 0;
            sumV[j] = 0;
        }
        for (int stage = 0; stage < 4; stage++) {
            double weight = stage == 0 || stage == 3 ? h / 6 : h / 3;
            double reach = stage == 2 ? h : h / 2;
            double spring = a * s[0];
            double damper = b * v[0];
            for (int j = 0; j < COLUMNS; j++) {
                double rateS = v[j];
                double rateV = a * s[j] + b * v[j];
                rateV += j == 3 ? -(spring + damper) : j == 4 ? spring : j == 5 ? damper : 0;
                sumS[j] += weight * rateS;
                sumV[j] += weight * rateV;
                s[j] = position[j] + reach * rateS;
                v[j] = velocity[j] + reach * rateV;
            }
        }
        for (int j = 0; j < COLUMNS; j++) {
            position[j] += sumS[j];
            velocity[j] += sumV[j];
        }
    }
}
