package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.ArrayKernel;
import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compute exp(ΛΔt) of a scalar rate or a 2×2 block for many Δt, and the derivative of a loss to the rates.
 *
 * <p>For a block M with half trace m and z = (((a − d)/2)² + bc)Δt²: exp(MΔt) = e^{mΔt}(C I + S (M − mI)) with C = cosh
 * √z, S = Δt sinh(√z)/√z, which are cos and sin where z &lt; 0, and series where it is small.
 *
 * <p>Source: N. J. Higham, "Functions of Matrices", 2008, section 10.1 and problem 10.3.
 */
final class ExponentialFactors<A> {
    /** Below it the series below are exact to 1e-17. */
    private static final double SMALL = 0.25;

    private final RealArrays<A> arrays;
    private final int count;
    private final ArrayKernel<A> values;
    private final ArrayKernel<A> derivatives;

    private ExponentialFactors(RealArrays<A> arrays, List<Expr> rates, Expr dt, List<Expr> exponentials) {
        this.arrays = arrays;
        this.count = rates.size();
        this.values = arrays.compile(exponentials, List.of(dt), rates);
        List<Expr> changes = symbols("change", count);
        List<Expr> inputs = new ArrayList<>(changes);
        inputs.add(dt);
        this.derivatives =
                arrays.compile(Derivative.vectorJacobianProduct(exponentials, rates, changes), inputs, rates);
    }

    static <A> ExponentialFactors<A> scalar(RealArrays<A> arrays) {
        Expr rate = Expr.symbol("rate");
        Expr dt = Expr.symbol("dt");
        return new ExponentialFactors<>(
                arrays, List.of(rate), dt, List.of(rate.times(dt).exp()));
    }

    static <A> ExponentialFactors<A> block(RealArrays<A> arrays) {
        List<Expr> rates = symbols("rate", 4);
        Expr dt = Expr.symbol("dt");
        Expr a = rates.get(0);
        Expr b = rates.get(1);
        Expr c = rates.get(2);
        Expr d = rates.get(3);
        Expr m = a.plus(d).times(Expr.constant(0.5));
        Expr half = a.minus(d).times(Expr.constant(0.5));
        Expr z = half.times(half).plus(b.times(c)).times(dt.times(dt));
        Expr small = Expr.constant(SMALL);
        // Kept away from 0 in the branches that are not taken there.
        Expr up = z.max(small).sqrt();
        Expr down = z.negate().max(small).sqrt();
        Expr above = z.minus(small);
        Expr inside = z.plus(small);
        Expr cosine = Expr.select(above, up.cosh(), Expr.select(inside, series(z, 1), down.cos()));
        Expr ratio = Expr.select(
                above,
                up.sinh().over(up),
                Expr.select(inside, series(z, 2), down.sin().over(down)));
        Expr sine = ratio.times(dt);
        Expr scale = m.times(dt).exp();
        return new ExponentialFactors<>(
                arrays,
                rates,
                dt,
                List.of(
                        scale.times(cosine.plus(sine.times(half))),
                        scale.times(sine.times(b)),
                        scale.times(sine.times(c)),
                        scale.times(cosine.minus(sine.times(half)))));
    }

    /** Σ zⁿ/(2n)! from first = 1, Σ zⁿ/(2n + 1)! from first = 2. */
    private static Expr series(Expr z, int first) {
        Expr sum = Expr.ONE;
        for (int n = 8; n >= 1; n--) {
            double factor = (2.0 * n + first - 2) * (2.0 * n + first - 1);
            sum = z.times(sum).over(Expr.constant(factor)).plus(Expr.ONE);
        }
        return sum;
    }

    private static List<Expr> symbols(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Expr.symbol(name + i)).toList();
    }

    Planes<A> planes(int length) {
        return new Planes<>(this, length);
    }

    /** Working memory for planes of one length: one a thread. */
    static final class Planes<A> {
        private final ExponentialFactors<A> factors;
        private final int length;
        private final A[] change;
        private final A[] inputs;
        private final A[] results;
        private final A rates;
        private final A valueScratch;
        private final A derivativeScratch;

        Planes(ExponentialFactors<A> factors, int length) {
            this.factors = factors;
            this.length = length;
            RealArrays<A> arrays = factors.arrays;
            change = arrays.allocatePlanes(factors.count, length);
            results = arrays.allocatePlanes(factors.count, length);
            inputs = Arrays.copyOf(change, factors.count + 1);
            rates = arrays.allocate(factors.count);
            valueScratch = factors.values.newScratch();
            derivativeScratch = factors.derivatives.newScratch();
        }

        /** Compute the entries of exp(ΛΔt) of all rates; planes[i] belongs to rate i. */
        void compute(double[] all, A intervals, A[] planes) {
            inputs[factors.count] = intervals;
            A[] dt = Arrays.copyOfRange(inputs, factors.count, factors.count + 1);
            for (int i = 0; i < all.length; i += factors.count) {
                factors.arrays.fromDoubles(all, i, rates, 0, factors.count);
                A[] out = Arrays.copyOfRange(planes, i, i + factors.count);
                factors.values.evaluate(dt, rates, out, 0, length, valueScratch);
            }
        }

        /** Return the planes of ∂L/∂exp(ΛΔt) of one scalar or block, for the caller to fill. */
        A[] change() {
            return change;
        }

        /** Add ∂L/∂rates of the scalar or block that begins at rate i. */
        void accumulate(double[] all, int i, double[] gradient) {
            factors.arrays.fromDoubles(all, i, rates, 0, factors.count);
            factors.derivatives.evaluate(inputs, rates, results, 0, length, derivativeScratch);
            for (int entry = 0; entry < factors.count; entry++) {
                gradient[i + entry] += factors.arrays.sum(results[entry], 0, length);
            }
        }
    }
}
