package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.ode.InputSeries.Interpolation;
import org.junit.jupiter.api.Test;

class InputSeriesTest {
    private static final double[] TIMES = {0, 1, 3};
    private static final double[][] VALUES = {{1, 10}, {3, 20}, {7, 0}};

    @Test
    void aHeldSeriesKeepsTheLastSample() {
        InputSeries held = new InputSeries(TIMES, VALUES, Interpolation.HOLD);

        assertThat(at(held, 0.5, 0)).containsExactly(1, 10);
        assertThat(at(held, 1, 0)).as("the end of a piece, from the left").containsExactly(1, 10);
        assertThat(at(held, 1, 1)).containsExactly(3, 20);
        assertThat(at(held, 3, 3)).as("the last sample").containsExactly(7, 0);
    }

    @Test
    void aLinearSeriesJoinsItsSamples() {
        InputSeries linear = new InputSeries(TIMES, VALUES, Interpolation.LINEAR);

        assertThat(at(linear, 0.5, 0)).containsExactly(2, 15);
        assertThat(at(linear, 2, 2)).containsExactly(5, 10);
        assertThat(at(linear, 3, 3)).containsExactly(7, 0);
    }

    @Test
    void piecesEndAtSamples() {
        InputSeries series = new InputSeries(TIMES, VALUES, Interpolation.HOLD);

        assertThat(series.pieceEnd(0)).isEqualTo(1);
        assertThat(series.pieceEnd(0.9)).isEqualTo(1);
        assertThat(series.pieceEnd(1)).isEqualTo(3);
        assertThat(series.pieceEnd(3)).isInfinite();
        assertThat(InputSignal.constant(1, 2).pieceEnd(0)).isInfinite();
    }

    @Test
    void wrongSeriesAreRefused() {
        assertThatThrownBy(() -> new InputSeries(new double[] {0, 0, 1}, VALUES, Interpolation.HOLD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("time[1] = 0.0, expected > time[0] = 0.0");
        assertThatThrownBy(() -> new InputSeries(new double[] {0, 1}, VALUES, Interpolation.HOLD))
                .hasMessageStartingWith("values = 3 rows at 2 times");
        assertThatThrownBy(() -> new InputSeries(TIMES, new double[][] {{1, 2}, {1}, {1, 2}}, Interpolation.HOLD))
                .hasMessageStartingWith("row 1 of values = 1×1, expected 1×2");
        assertThatThrownBy(() ->
                        new InputSeries(new double[] {0, 1}, new double[][] {{1}, {Double.NaN}}, Interpolation.LINEAR))
                .hasMessage("input 0 at time 1.0 = NaN, expected a finite number");
    }

    private static double[] at(InputSignal signal, double t, double piece) {
        double[] u = new double[signal.count()];
        signal.at(t, piece, u);
        return u;
    }
}
