package dev.weft.sdk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Rk45Test {
    /** An error estimate is a small difference of large numbers: its rounding moves the steps a little. */
    private static final double ROUNDING = 1e-10;

    private static final RightHandSide CYCLE = (y, rates) -> {
        rates[0] = 3 * y[0] - 2 * y[0] * y[1];
        rates[1] = 2 * y[0] * y[1] - 4 * y[1];
    };

    /** Validation: SciPy 1.17, {@code solve_ivp(cycle, (0, 2), [1, 1], t_eval=[0, .5, 1, 2])}. */
    @Test
    void makesSciPysErrors() {
        double[][] planes = new double[2][4];

        new Rk45(2).sample(CYCLE, new double[] {1, 1}, new double[] {0, 0.5, 1, 2}, planes, 0);

        assertThat(planes[0])
                .containsExactly(
                        new double[] {1.0, 2.211028680223408, 3.6256410171529114, 1.1169179053773182},
                        within(ROUNDING));
        assertThat(planes[1])
                .containsExactly(
                        new double[] {1.0, 0.5927640293279653, 1.9595435612524827, 0.8289377441402948},
                        within(ROUNDING));
    }

    @Test
    void writesFromTheOffsetOn() {
        double[][] planes = {{7, 7, 7, 7, 7}};

        new Rk45(1).sample((y, rates) -> rates[0] = 0, new double[] {3}, new double[] {0, 0.5, 1}, planes, 1);

        assertThat(planes[0]).containsExactly(7, 3, 3, 3, 7);
    }

    /** y' = 1 from 0: state and rates are such that Hairer's first step falls back to its smallest guess. */
    @Test
    void beginsAtZero() {
        double[][] planes = new double[1][3];

        new Rk45(1).sample((y, rates) -> rates[0] = 1, new double[] {0}, new double[] {0, 0.25, 1}, planes, 0);

        assertThat(planes[0]).containsExactly(new double[] {0, 0.25, 1}, within(1e-14));
    }

    @Test
    void endsWhereThereIsNoSolution() {
        // y' = y² from 1 has a pole at 1.
        assertThatThrownBy(() -> new Rk45(1)
                        .sample(
                                (y, rates) -> rates[0] = y[0] * y[0],
                                new double[] {1},
                                new double[] {0, 2},
                                new double[1][2],
                                0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("step at time ")
                .hasMessageEndingWith(": no solution there");
    }
}
