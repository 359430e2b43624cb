package dev.weft.solvers.filter;

/**
 * Hold the settings of the ensemble Kalman filter; {@link EnsembleEquations} writes it.
 *
 * <p>Sources: J. S. Whitaker, T. M. Hamill, "Ensemble data assimilation without perturbed observations", 2002, equations 11
 * to 13, for the correction; D. T. Pham, "Stochastic methods for sequential data assimilation in strongly nonlinear
 * systems", 2001, for draws with exact moments.
 */
final class EnsembleKalman extends FilterMethod {
    private static final int MOST_MEMBERS = 10_000;

    private final int members;
    private final long seed;

    EnsembleKalman(int members, long seed) {
        if (members < 2 || members > MOST_MEMBERS) {
            throw new IllegalArgumentException("members = " + members + ", expected 2 … " + MOST_MEMBERS);
        }
        this.members = members;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "ensemble Kalman, " + members + " members";
    }

    int members() {
        return members;
    }

    long seed() {
        return seed;
    }
}
