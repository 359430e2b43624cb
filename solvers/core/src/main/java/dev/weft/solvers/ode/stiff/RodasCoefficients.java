package dev.weft.solvers.ode.stiff;

/**
 * Hold the coefficients of RODAS, orders 4 and 3, in the form without products by the Jacobian:
 * (I/(hγ) − J) k_i = f(t + α_i h, y + Σ a_ij k_j) + Σ (c_ij/h) k_j + γ_i h ∂f/∂t,  y⁺ = y + Σ m_j k_j.
 *
 * <p>The last stage begins at the embedded solution of order 3, and adding k₆ to it gives the solution of order 4:
 * k₆ is the error estimate. The one table of this method: single trajectories and fleets step by it. Immutable.
 *
 * <p>Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 2nd ed. 1996, section IV.7 with
 * eq. IV.7.25 for the form, and section VI.4 for the method and its dense output.
 */
public final class RodasCoefficients {
    /** The number of stages. */
    public static final int STAGES = 6;

    /** γ, the same in every stage: one factorisation serves all of them. */
    public static final double GAMMA = 0.25;

    static final double[] ALPHA = {0, 0.386, 0.21, 0.63, 1, 1};
    static final double[] GAMMA_I = {0.25, -0.1043, 0.1035, -0.0362, 0, 0};

    private static final double A51 = 1.221224509226641;
    private static final double A52 = 6.019134481288629;
    private static final double A53 = 12.53708332932087;
    private static final double A54 = -0.6878860361058950;

    static final double[][] A = {
        {},
        {1.544},
        {0.9466785280815826, 0.2557011698983284},
        {3.314825187068521, 2.896124015972201, 0.9986419139977817},
        {A51, A52, A53, A54},
        {A51, A52, A53, A54, 1},
    };

    static final double[][] C = {
        {},
        {-5.6688},
        {-2.430093356833875, -0.2063599157091915},
        {-0.1073529058151375, -9.594562251023355, -20.47028614809616},
        {7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
        {8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054},
    };

    /** Dense output: y(t + θh) = (1−θ) y₀ + θ (y₁ + (1−θ)(Σ D2_j k_j + θ Σ D3_j k_j)). */
    static final double[] D2 = {
        10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662, 0
    };

    static final double[] D3 = {
        -0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872, 0
    };

    private RodasCoefficients() {}

    /** Return a_ij for 0 ≤ i, j &lt; {@value #STAGES}, 0 on and above the diagonal. */
    public static double a(int i, int j) {
        return j < A[i].length ? A[i][j] : 0;
    }

    /** Return c_ij for 0 ≤ i, j &lt; {@value #STAGES}, 0 on and above the diagonal. */
    public static double c(int i, int j) {
        return j < C[i].length ? C[i][j] : 0;
    }

    /** Return m_j for 0 ≤ j &lt; {@value #STAGES}, the weights of the solution of order 4. */
    public static double m(int j) {
        // Stiffly accurate: the last stage begins at y⁺ less k₆.
        return j < STAGES - 1 ? A[STAGES - 1][j] : 1;
    }
}
