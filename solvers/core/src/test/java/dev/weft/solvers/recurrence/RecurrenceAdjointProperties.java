package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.testing.Differences;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.util.MathArrays;

class RecurrenceAdjointProperties {
    /** The loss of the tests, Σ_t Σ_i w_{ti} θ_{ti}²/2. */
    private record Model(LinearRecurrence recurrence, double[] initial, double[] inputs, double[] weights, int steps) {
        double loss() {
            double[] states = new double[weights.length];
            new SequentialScan().states(recurrence, initial, steps, inputs, states);
            double loss = 0;
            for (int i = 0; i < states.length; i++) {
                loss += 0.5 * weights[i] * states[i] * states[i];
            }
            return loss;
        }

        RecurrenceGradient gradient() {
            double[] states = new double[weights.length];
            new SequentialScan().states(recurrence, initial, steps, inputs, states);
            double[] adjoints = new double[weights.length];
            for (int i = 0; i < states.length; i++) {
                adjoints[i] = weights[i] * states[i];
            }
            RecurrenceGradient gradient = new RecurrenceGradient(recurrence, steps);
            new RecurrenceAdjoint(recurrence, steps).gradients(initial, inputs, states, adjoints, gradient);
            return gradient;
        }
    }

    private static Model draw(RandomRecurrence draw, Transition transition, int steps) {
        int d = transition.size();
        LinearRecurrence recurrence = new LinearRecurrence(transition, draw.matrix(d, draw.between(1, 3)));
        return new Model(
                recurrence, draw.vector(d), draw.vector(steps * recurrence.inputs()), draw.vector(steps * d), steps);
    }

    @Property(tries = 15)
    void agreesWithDifferences(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 6) int steps) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        for (Transition transition : draw.each(d)) {
            Model model = draw(draw, transition, steps);
            RecurrenceGradient gradient = model.gradient();
            DMatrixRMaj b = model.recurrence.input();
            compare(
                    gradient.initial(),
                    model.initial,
                    moved -> new Model(model.recurrence, moved, model.inputs, model.weights, steps).loss());
            compare(
                    gradient.inputs(),
                    model.inputs,
                    moved -> new Model(model.recurrence, model.initial, moved, model.weights, steps).loss());
            compare(
                    gradient.input(),
                    b.data,
                    moved -> new Model(
                                    new LinearRecurrence(
                                            transition, new DMatrixRMaj(b.numRows, b.numCols, true, moved)),
                                    model.initial,
                                    model.inputs,
                                    model.weights,
                                    steps)
                            .loss());
            compare(
                    gradient.transition(),
                    transition.parameters(),
                    moved -> new Model(
                                    new LinearRecurrence(transition.withParameters(moved), b),
                                    model.initial,
                                    model.inputs,
                                    model.weights,
                                    steps)
                            .loss());
        }
    }

    private static void compare(double[] gradient, double[] at, ToDoubleFunction<double[]> loss) {
        assertThat(gradient).hasSameSizeAs(at);
        for (int i = 0; i < at.length; i++) {
            int index = i;
            Differences.Estimate numeric = Differences.derivative(
                    value -> {
                        double[] moved = at.clone();
                        moved[index] = value;
                        return loss.applyAsDouble(moved);
                    },
                    at[i],
                    0.1);
            // The extrapolation knows its error; losses of size 100 differ by 1e-14 over steps of 0.005.
            assertThat(gradient[i]).isCloseTo(numeric.value(), within(1e-9 + 20 * numeric.error()));
        }
    }

    @Property(tries = 50)
    void agreesWithForwardDifferentiation(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int steps) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int d = draw.between(1, 3);
        Dense transition = Dense.of(draw.matrix(d, d));
        Model model = draw(draw, transition, steps);
        int n = model.recurrence.inputs();
        int firstInput = d + d * d + d * n;
        int free = firstInput + steps * n;
        // Variables: θ_0, then A, then B, then v_1 … v_T.
        Gradient[] theta = variables(model.initial, free, 0);
        Gradient[] a = variables(transition.parameters(), free, d);
        Gradient[] b = variables(model.recurrence.input().data, free, d + d * d);
        Gradient[] v = variables(model.inputs, free, firstInput);
        Gradient loss = Gradient.constant(free, 0);
        for (int t = 0; t < steps; t++) {
            Gradient[] next = MathArrays.buildArray(loss.getField(), d);
            for (int i = 0; i < d; i++) {
                Gradient sum = Gradient.constant(free, 0);
                for (int j = 0; j < d; j++) {
                    sum = sum.add(a[i * d + j].multiply(theta[j]));
                }
                for (int x = 0; x < n; x++) {
                    sum = sum.add(b[i * n + x].multiply(v[t * n + x]));
                }
                next[i] = sum;
                loss = loss.add(sum.square().multiply(0.5 * model.weights[t * d + i]));
            }
            theta = next;
        }

        RecurrenceGradient gradient = model.gradient();
        // Both are exact but for rounding: sums of T·D terms, relative to the largest derivative.
        double scale = 1;
        for (double value : loss.getGradient()) {
            scale = Math.max(scale, Math.abs(value));
        }
        double bound = 1000 * steps * 0x1p-53 * scale;
        for (int i = 0; i < d; i++) {
            assertThat(gradient.initial()[i]).isCloseTo(loss.getPartialDerivative(i), within(bound));
        }
        for (int i = 0; i < d * d; i++) {
            assertThat(gradient.transition()[i]).isCloseTo(loss.getPartialDerivative(d + i), within(bound));
        }
        for (int i = 0; i < d * n; i++) {
            assertThat(gradient.input()[i]).isCloseTo(loss.getPartialDerivative(d + d * d + i), within(bound));
        }
        for (int i = 0; i < steps * n; i++) {
            assertThat(gradient.inputs()[i]).isCloseTo(loss.getPartialDerivative(firstInput + i), within(bound));
        }
    }

    private static Gradient[] variables(double[] values, int free, int first) {
        Gradient[] variables = new Gradient[values.length];
        for (int i = 0; i < values.length; i++) {
            variables[i] = Gradient.variable(free, first + i, values[i]);
        }
        return variables;
    }

    @Property(tries = 30)
    void batchesAddUp(@ForAll long seed) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        Model model = draw(draw, draw.transition(4), 5);
        RecurrenceGradient once = model.gradient();
        double[] states = new double[20];
        new SequentialScan().states(model.recurrence, model.initial, 5, model.inputs, states);
        RecurrenceAdjoint adjoint = new RecurrenceAdjoint(model.recurrence, 5);
        RecurrenceGradient twice = new RecurrenceGradient(model.recurrence, 5);
        for (int pass = 0; pass < 2; pass++) {
            double[] adjoints = new double[20];
            for (int i = 0; i < 20; i++) {
                adjoints[i] = model.weights[i] * states[i];
            }
            adjoint.gradients(model.initial, model.inputs, states, adjoints, twice);
        }
        for (int i = 0; i < once.transition().length; i++) {
            assertThat(twice.transition()[i])
                    .isCloseTo(2 * once.transition()[i], within(1e-13 * (1 + Math.abs(once.transition()[i]))));
        }
        assertThat(twice.initial()).containsExactly(once.initial());
        twice.clear();
        assertThat(twice.transition()).isEqualTo(new double[once.transition().length]);
    }
}
