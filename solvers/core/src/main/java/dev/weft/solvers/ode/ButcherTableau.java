package dev.weft.solvers.ode;

/**
 * Hold the coefficients of an explicit Runge–Kutta method, with an error estimate where it has one.
 *
 * <p>k_i = f(x + h Σ_{j&lt;i} a_ij k_j),  x⁺ = x + h Σ b_i k_i,  error = h Σ e_i k_i with e = b − b̂, where b̂ is
 * the embedded solution of the next lower order. Immutable.
 */
public final class ButcherTableau {
    /** The classical method of order 4, 4 stages. Source: W. Kutta, "Beitrag zur näherungsweisen Integration
     * totaler Differentialgleichungen", 1901. */
    public static final ButcherTableau CLASSICAL_4 = new ButcherTableau(
            "classical Runge-Kutta 4",
            4,
            new double[][] {{}, {1.0 / 2}, {0, 1.0 / 2}, {0, 0, 1}},
            new double[] {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6},
            new double[0]);

    /**
     * The classical method of order 4 with an error estimate of order 3 from a fifth stage at 3/4 of the step, which notices
     * kinks within it. Source: J. A. Zonneveld, "Automatic integration of ordinary differential equations", 1963; E. Hairer,
     * S. P. Nørsett, G. Wanner, "Solving Ordinary Differential Equations I", 1993, Table II.4.2.
     */
    public static final ButcherTableau ZONNEVELD_43 = new ButcherTableau(
            "Zonneveld 4(3)",
            4,
            new double[][] {{}, {1.0 / 2}, {0, 1.0 / 2}, {0, 0, 1}, {5.0 / 32, 7.0 / 32, 13.0 / 32, -1.0 / 32}},
            new double[] {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6, 0},
            new double[] {2.0 / 3, -2, -2, -2, 16.0 / 3});

    /**
     * The pair of order 5(4), 7 stages of which the last is the first of the next step. Source: J. R. Dormand,
     * P. J. Prince, "A family of embedded Runge–Kutta formulae", 1980, Table 2.
     */
    public static final ButcherTableau DORMAND_PRINCE_54 = new ButcherTableau(
            "Dormand-Prince 5(4)",
            5,
            new double[][] {
                {},
                {1.0 / 5},
                {3.0 / 40, 9.0 / 40},
                {44.0 / 45, -56.0 / 15, 32.0 / 9},
                {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
                {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
                {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
            },
            new double[] {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0},
            new double[] {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40});

    private final String name;
    private final int order;
    private final double[][] a;
    private final double[] b;
    private final double[] e;

    private ButcherTableau(String name, int order, double[][] a, double[] b, double[] e) {
        this.name = name;
        this.order = order;
        this.a = a;
        this.b = b;
        this.e = e;
    }

    /** Return the name of the method. */
    public String name() {
        return name;
    }

    /** Return the order of x⁺. */
    public int order() {
        return order;
    }

    /** Return the number of stages. */
    public int stages() {
        return b.length;
    }

    /** Return a_ij, 0 on and above the diagonal. */
    public double a(int i, int j) {
        return j < i ? a[i][j] : 0;
    }

    /** Return b_i. */
    public double b(int i) {
        return b[i];
    }

    /** Return e_i = b_i − b̂_i; 0 for a method without error estimate. */
    public double error(int i) {
        return e.length == 0 ? 0 : e[i];
    }

    /** Tell whether the method estimates its error. */
    public boolean hasErrorEstimate() {
        return e.length > 0;
    }

    /** Tell whether the last stage is f(x⁺), the first stage of the next step. */
    public boolean firstSameAsLast() {
        int last = stages() - 1;
        for (int j = 0; j < last; j++) {
            if (a[last][j] != b[j]) {
                return false;
            }
        }
        return last > 0 && b[last] == 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
