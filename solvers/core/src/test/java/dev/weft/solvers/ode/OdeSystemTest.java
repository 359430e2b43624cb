package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;

class OdeSystemTest {
    private final Expr x = Expr.symbol("x");
    private final Expr v = Expr.symbol("v");
    private final Expr k = Expr.symbol("k");
    private final Expr u = Expr.symbol("u");

    @Test
    void laysOutValuesAndJacobiansRowMajor() {
        OdeSystem system = new OdeSystem(
                List.of(x, v),
                List.of(k),
                List.of(u),
                List.of(v.times(2), k.times(x).plus(u)),
                List.of(x.times(v).times(k).plus(u)));
        double[] arguments = {3, 5, 7, 11};

        assertThat(evaluate(system.rates(), arguments)).containsExactly(10, 32);
        // f, ∂f/∂(x, v) by rows, ∂f/∂k by rows.
        assertThat(evaluate(system.ratesAndJacobians(), arguments)).containsExactly(10, 32, 0, 2, 7, 0, 0, 3);
        assertThat(evaluate(system.outputValues(), arguments)).containsExactly(116);
        assertThat(evaluate(system.outputsAndJacobians(), arguments)).containsExactly(116, 35, 21, 15);
    }

    @Test
    void tellsItsSizesAndNames() {
        OdeSystem system = new OdeSystem(List.of(x, v), List.of(k), List.of(u), List.of(v, k), List.of(x, v, u));

        assertThat(system.stateCount()).isEqualTo(2);
        assertThat(system.parameterCount()).isEqualTo(1);
        assertThat(system.inputCount()).isEqualTo(1);
        assertThat(system.outputCount()).isEqualTo(3);
        assertThat(system.stateName(1)).isEqualTo("v");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new OdeSystem(List.of(), List.of(), List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 states (1 or more)");
        assertThatThrownBy(() -> new OdeSystem(List.of(x, v), List.of(), List.of(), List.of(x), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rates = 1")
                .hasMessageContaining("2 states");
        assertThatThrownBy(() -> new OdeSystem(List.of(x), List.of(), List.of(), List.of(k), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unbound symbols [k]");
        assertThatThrownBy(() -> new OdeSystem(List.of(x), List.of(), List.of(), List.of(x), List.of(u)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[u]");
        assertThatThrownBy(() -> new OdeSystem(List.of(x), List.of(x), List.of(), List.of(x), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input x");
    }

    @Test
    void tolerancesAreChecked() {
        for (double[] wrong : new double[][] {
            {0, 1e-6},
            {-1, 1e-6},
            {Double.NaN, 1e-6},
            {Double.POSITIVE_INFINITY, 1e-6},
            {1e-6, 0},
            {1e-6, 1},
            {1e-6, Double.NaN}
        }) {
            assertThatThrownBy(() -> new Tolerances(wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("absolute = " + wrong[0])
                    .hasMessageContaining("relative = " + wrong[1])
                    .hasMessageContaining("expected");
        }
        assertThat(Tolerances.STANDARD).isEqualTo(new Tolerances(1e-9, 1e-8));
    }

    private static double[] evaluate(dev.weft.solvers.kernel.Kernel kernel, double[] arguments) {
        double[] out = new double[kernel.outputs()];
        kernel.evaluate(arguments, out, kernel.newScratch());
        return out;
    }
}
