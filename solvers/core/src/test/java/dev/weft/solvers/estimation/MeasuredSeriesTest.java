package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredSeriesTest {
    private final MeasuredSeries series =
            new MeasuredSeries("run 7", new double[] {-1, 0, 2}, new double[][] {{4}, {5}, {6}}, new double[][] {
                {1, 2}, {3, Double.NaN}, {5, 6}
            });

    @Test
    void givesWhatItHolds() {
        assertThat(series.name()).isEqualTo("run 7");
        assertThat(series.length()).isEqualTo(3);
        assertThat(series.time(2)).isEqualTo(2);
        assertThat(series.inputs(1)).containsExactly(5);
        assertThat(series.outputs(1)).containsExactly(3, Double.NaN);
    }

    @Test
    void slicesShareTheirRows() {
        MeasuredSeries slice = series.slice(1, 3);

        assertThat(slice.length()).isEqualTo(2);
        assertThat(slice.time(0)).isZero();
        assertThat(slice.inputs(0)).isSameAs(series.inputs(1));
        assertThat(slice.outputs(1)).isSameAs(series.outputs(2));
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "0, 4", "2, 1", "3, 5"})
    void slicesBeyondTheEndsAreRefused(int from, int to) {
        assertThatThrownBy(() -> series.slice(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anEmptySliceIsRefusedLikeAnEmptySeries() {
        assertThatThrownBy(() -> series.slice(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run 7 has 0 times");
    }

    @Test
    void lengthsMustAgree() {
        assertThatThrownBy(() -> new MeasuredSeries("a", new double[2], new double[1][1], new double[3][1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series a has 2 times, 1 input rows, 3 output rows, expected the same number, 1 or more");
        assertThatThrownBy(() -> new MeasuredSeries("a", new double[2], new double[2][1], new double[3][1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void timesMustGrow(double second) {
        assertThatThrownBy(() -> new MeasuredSeries("a", new double[] {1, second}, new double[2][0], new double[2][1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series a, sample 1: time = " + second)
                .hasMessageContaining("greater than the one before");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void inputsMustBeFinite(double input) {
        assertThatThrownBy(() -> new MeasuredSeries(
                        "a", new double[] {0, 1}, new double[][] {{0, 0}, {0, input}}, new double[2][1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series a, sample 1: input = " + input)
                .hasMessageContaining("expected a finite number");
    }
}
