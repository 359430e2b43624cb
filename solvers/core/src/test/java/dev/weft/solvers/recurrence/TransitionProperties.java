package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.testing.Differences;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

class TransitionProperties {
    private static final double UNIT = 0x1p-53;

    @Property(tries = 100)
    void structureAgreesWithItsDenseExpansion(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int d) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        for (Transition transition : draw.each(d)) {
            DMatrixRMaj matrix = transition.toMatrix();
            double[] x = draw.vector(d + 1);
            double[] y = new double[d + 2];
            double[] inner = java.util.Arrays.copyOfRange(x, 1, d + 1);
            // Sums of D + r <= 33 products of numbers up to 1, in two orders.
            double bound = 2 * 36 * 33 * UNIT;

            transition.apply(x, 1, y, 2, transition.newScratch());
            double[] expected = RandomRecurrence.times(matrix, inner);
            for (int i = 0; i < d; i++) {
                assertThat(y[i + 2]).isCloseTo(expected[i], within(bound));
            }

            transition.applyTransposed(x, 1, y, 2, transition.newScratch());
            expected = RandomRecurrence.times(CommonOps_DDRM.transpose(matrix, null), inner);
            for (int i = 0; i < d; i++) {
                assertThat(y[i + 2]).isCloseTo(expected[i], within(bound));
            }
        }
    }

    @Property(tries = 100)
    void parametersMakeTheTransition(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int d) {
        for (Transition transition : new RandomRecurrence(seed).each(d)) {
            double[] parameters = transition.parameters();
            assertThat(parameters).hasSize(transition.parameterCount());
            assertThat(transition.withParameters(parameters).toMatrix().data)
                    .containsExactly(transition.toMatrix().data);
        }
    }

    @Property(tries = 60)
    void gradientOfTheParametersIsThatOfTheMatrix(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int d) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int steps = draw.between(1, 9);
        double[] adjoints = draw.vector(steps * d);
        double[] before = draw.vector(steps * d);
        for (Transition transition : draw.each(d)) {
            double[] gradient = new double[transition.parameterCount()];
            transition.accumulateGradient(steps, adjoints, before, gradient);
            // L = Σ λ_t · A θ_{t−1} has ∂L/∂A = Σ λ_t θ_{t−1}ᵀ.
            for (int p = 0; p < gradient.length; p++) {
                int index = p;
                Differences.Estimate numeric = Differences.derivative(
                        value -> {
                            double[] moved = transition.parameters();
                            moved[index] = value;
                            DMatrixRMaj a = transition.withParameters(moved).toMatrix();
                            double loss = 0;
                            for (int t = 0; t < steps; t++) {
                                double[] row = java.util.Arrays.copyOfRange(before, t * d, (t + 1) * d);
                                double[] next = RandomRecurrence.times(a, row);
                                for (int i = 0; i < d; i++) {
                                    loss += adjoints[t * d + i] * next[i];
                                }
                            }
                            return loss;
                        },
                        transition.parameters()[p],
                        0.1);
                // L is linear in each parameter: what differs is the rounding of sums below 60 over a step of 0.1.
                assertThat(gradient[p]).isCloseTo(numeric.value(), within(1e-10 + 10 * numeric.error()));
            }
        }
    }

    @Property(tries = 80)
    void powersAreRepeatedProducts(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int d, @ForAll @IntRange(max = 40) int n) {
        for (Transition transition : new RandomRecurrence(seed).each(d)) {
            DMatrixRMaj expected = CommonOps_DDRM.identity(d);
            DMatrixRMaj magnitude = CommonOps_DDRM.identity(d);
            DMatrixRMaj absolute = transition.toMatrix();
            CommonOps_DDRM.abs(absolute);
            for (int i = 0; i < n; i++) {
                expected = CommonOps_DDRM.mult(transition.toMatrix(), expected, null);
                magnitude = CommonOps_DDRM.mult(absolute, magnitude, null);
            }
            // n products of d × d matrices, each off by d + 1 units of |A|ⁿ, in two orders.
            double bound = 2 * (n + 1) * (d + 2) * UNIT * NormOps_DDRM.normF(magnitude);
            assertThat(transition.power(n).toMatrix().data).containsExactly(expected.data, within(bound));
        }
    }

    @Property(tries = 100)
    void timesAdd(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll @DoubleRange(max = 3) double first,
            @ForAll @DoubleRange(max = 3) double second) {
        for (Transition rates : new RandomRecurrence(seed).each(d)) {
            DMatrixRMaj together = rates.exponential(first + second).toMatrix();
            DMatrixRMaj oneByOne = CommonOps_DDRM.mult(
                    rates.exponential(first).toMatrix(),
                    rates.exponential(second).toMatrix(),
                    null);
            // ‖exp(Λt)‖ <= e^{‖Λ‖t}, and scaling and squaring loses about ‖Λ‖t + d units of it; d, t <= 8, 6 here.
            double norm = NormOps_DDRM.normF(rates.toMatrix());
            double bound = 100 * (d + 6 * norm + 1) * UNIT * Math.exp(norm * (first + second)) * d;
            assertThat(oneByOne.data).containsExactly(together.data, within(bound));
        }
    }

    @Property(tries = 200)
    void exponentialAgreesWithItsSeries(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int d, @ForAll @DoubleRange(max = 2) double dt) {
        for (Transition rates : new RandomRecurrence(seed).each(d)) {
            DMatrixRMaj scaled = rates.toMatrix();
            CommonOps_DDRM.scale(dt, scaled);
            DMatrixRMaj sum = CommonOps_DDRM.identity(d);
            DMatrixRMaj term = CommonOps_DDRM.identity(d);
            for (int k = 1; k <= 60; k++) {
                term = CommonOps_DDRM.mult(term, scaled, null);
                CommonOps_DDRM.divide(term, k);
                CommonOps_DDRM.addEquals(sum, term);
            }
            // The terms' norms add up to e^‖Λ‖Δt; the 61st term is below 7^61/61! = 1e-32 of it.
            double norm = NormOps_DDRM.normF(scaled);
            double bound = 100 * (d + norm + 1) * UNIT * Math.exp(norm) * d;
            assertThat(rates.exponential(dt).toMatrix().data).containsExactly(sum.data, within(bound));
        }
    }

    @Property(tries = 150)
    void projectionIsStableIdempotentAndKeepsTheStructure(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int d,
            @ForAll @DoubleRange(min = 0.01, max = 1.2) double radius) {
        for (Transition transition : new RandomRecurrence(seed).each(d)) {
            if (transition instanceof Identity && radius < 1) {
                continue;
            }
            Transition stable = transition.stabilised(radius);
            assertThat(stable.spectralRadius()).isLessThanOrEqualTo(radius);
            assertThat(stable.getClass()).isEqualTo(transition.getClass());
            assertThat(stable.stabilised(radius)).isSameAs(stable);
            if (transition.spectralRadius() <= radius) {
                assertThat(stable).isSameAs(transition);
            }
        }
    }

    @Property(tries = 200)
    void spectralRadiusOfAStructureIsThatOfItsDenseExpansion(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int d) {
        for (Transition transition : new RandomRecurrence(seed).each(d)) {
            double dense = DenseSpectrum.radius(transition.toMatrix());
            // An eigenvalue that is double to rounding moves by √ε of the norm; blocks here have entries up to 1.
            assertThat(transition.spectralRadius()).isCloseTo(dense, within(4 * Math.sqrt(UNIT)));
        }
    }

    @Property(tries = 200)
    void spectralRadiusOfARotationIsItsScale(@ForAll long seed) {
        Random random = new Random(seed);
        double scale = random.nextDouble();
        double angle = random.nextDouble() * 7;
        double c = scale * Math.cos(angle);
        double s = scale * Math.sin(angle);
        // Two squares and a root.
        assertThat(BlockDiagonal.of(c, -s, s, c).spectralRadius()).isCloseTo(scale, within(8 * UNIT));
    }
}
