package dev.weft.twins;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluate functions g(p, x, u) of a prior at an uncertain estimate: their values at the mean, and how uncertain these are,
 * √(∇g P ∇gᵀ). Holds scratch: one instance a thread; compiled kernels may be shared.
 */
final class UncertainFunctions {
    private final List<Coordinate> coordinates;
    private final int m;
    private final int n;
    private final int count;
    private final Kernel kernel;
    private final double[] arguments;
    private final double[] values;
    private final double[] slopes;
    private final double[] scratch;

    /** Use a kernel of {@link #compile}. */
    UncertainFunctions(Kernel kernel, int count, PhysicsPrior prior, WeightLayout layout) {
        this.kernel = kernel;
        this.count = count;
        this.coordinates = layout.parameterCoordinates();
        this.m = layout.parameterCount();
        this.n = layout.stateCount();
        this.arguments = new double[m + n + prior.inputs().size()];
        this.values = new double[count * (1 + m + n)];
        this.slopes = new double[m + n];
        this.scratch = kernel.newScratch();
    }

    /** Compile functions of a system's parameters, states and inputs, and their slopes. */
    static Kernel compile(OdeSystem system, List<Expr> functions) {
        List<Expr> symbols = new ArrayList<>(system.parameters());
        symbols.addAll(system.states());
        List<Expr> told = new ArrayList<>();
        for (Expr g : functions) {
            told.add(g);
            told.addAll(Derivative.gradient(g, symbols));
        }
        List<Expr> all = new ArrayList<>(symbols);
        all.addAll(system.inputs());
        return Kernel.compile(told, all);
    }

    int count() {
        return count;
    }

    /** Evaluate at the means of an estimate, θ, and inputs [K]. */
    void evaluate(GaussianEstimate estimate, double[] u) {
        double[] theta = estimate.mean();
        for (int j = 0; j < m; j++) {
            arguments[j] = coordinates.get(j).toValue(theta[j]);
        }
        System.arraycopy(theta, m, arguments, m, n);
        System.arraycopy(u, 0, arguments, m + n, u.length);
        kernel.evaluate(arguments, values, scratch);
    }

    /** Evaluate at the means of a lane [D×L], and inputs that stand at a place [K×·]. */
    void evaluate(double[][] means, int lane, double[][] inputs, int at) {
        for (int j = 0; j < m; j++) {
            arguments[j] = coordinates.get(j).toValue(means[j][lane]);
        }
        for (int i = m; i < m + n; i++) {
            arguments[i] = means[i][lane];
        }
        for (int k = 0; k < inputs.length; k++) {
            arguments[m + n + k] = inputs[k][at];
        }
        kernel.evaluate(arguments, values, scratch);
    }

    /** Return the value of a function where it was evaluated last. */
    double value(int i) {
        return values[i * (1 + m + n)];
    }

    /** Return the standard deviation of a function's value, by the estimate at which it was evaluated last. */
    double deviation(int i, GaussianEstimate estimate) {
        for (int a = 0; a < m + n; a++) {
            slopes[a] = slope(i, a, a < m ? estimate.mean()[a] : 0);
        }
        double sum = 0;
        for (int a = 0; a < m + n; a++) {
            for (int b = 0; b < m + n; b++) {
                sum += slopes[a] * estimate.covariance().get(a, b) * slopes[b];
            }
        }
        return Math.sqrt(Math.max(0, sum));
    }

    /** Return the same by a lane's covariance, lower triangles [D(D + 1)/2×L]. */
    double deviation(int i, double[][] means, double[][] covariances, int lane) {
        double sum = 0;
        int packed = 0;
        for (int a = 0; a < m + n; a++) {
            slopes[a] = slope(i, a, means[a][lane]);
            for (int b = 0; b < a; b++) {
                sum += 2 * slopes[a] * covariances[packed++][lane] * slopes[b];
            }
            sum += slopes[a] * covariances[packed++][lane] * slopes[a];
        }
        return Math.sqrt(Math.max(0, sum));
    }

    private double slope(int i, int a, double mean) {
        double inner = a < m ? coordinates.get(a).derivative(mean) : 1;
        return values[i * (1 + m + n) + 1 + a] * inner;
    }
}
