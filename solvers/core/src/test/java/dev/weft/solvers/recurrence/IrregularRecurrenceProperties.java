package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

class IrregularRecurrenceProperties {
    // Rates of norm 3 at most over times of 2: e^6 units of rounding times a few dozen operations.
    private static final double ROUNDING = 1e-11;

    @Property(tries = 100)
    void equalStepsAreTheRegularRecurrence(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int steps) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int d = draw.between(1, 6);
        for (Transition rates : draw.each(d)) {
            IrregularRecurrence recurrence = new IrregularRecurrence(rates, draw.matrix(d, 2));
            double[] initial = draw.vector(d);
            double[] inputs = draw.vector(2 * steps);
            double[] dt = new double[steps];
            java.util.Arrays.fill(dt, 0.2);
            double[] expected = new double[steps * d];
            double[] states = new double[steps * d];
            new SequentialScan().states(recurrence.regular(0.2), initial, steps, inputs, expected);
            recurrence.states(initial, dt, inputs, states);
            assertThat(states).containsExactly(expected, within(ROUNDING));
        }
    }

    @Property(tries = 100)
    void aStepWithoutInputCanBeLeftOut(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int steps) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int d = draw.between(1, 6);
        for (Transition rates : draw.each(d)) {
            IrregularRecurrence recurrence = new IrregularRecurrence(rates, draw.matrix(d, 1));
            double[] initial = draw.vector(d);
            double[] dt = new double[steps];
            double total = 0;
            for (int t = 0; t < steps; t++) {
                dt[t] = (1 + draw.vector(1)[0]) / steps;
                total += dt[t];
            }
            double[] inputs = new double[steps];
            inputs[steps - 1] = 1;
            double[] states = new double[steps * d];
            double[] once = new double[d];
            recurrence.states(initial, dt, inputs, states);
            recurrence.states(initial, new double[] {total}, new double[] {1}, once);
            assertThat(java.util.Arrays.copyOfRange(states, (steps - 1) * d, steps * d))
                    .containsExactly(once, within(ROUNDING));
        }
    }

    @Example
    void timesAndShapesAreChecked() {
        IrregularRecurrence recurrence = new IrregularRecurrence(Diagonal.of(-1), new DMatrixRMaj(1, 1));
        assertThatThrownBy(() -> recurrence.states(new double[1], new double[] {1, -0.5}, new double[2], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Δt = -0.5, expected a finite number >= 0");
        assertThatThrownBy(() -> recurrence.states(new double[1], new double[2], new double[3], new double[2]))
                .hasMessage("inputs has 3 numbers, expected 2×1 = 2");
        assertThatThrownBy(() -> new IrregularRecurrence(Diagonal.of(-1), new DMatrixRMaj(2, 1)))
                .hasMessageContaining("input matrix is 2×1, expected 1×Dx");
    }
}
