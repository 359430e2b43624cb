package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeatCellsTest {
    @Test
    void keepsEveryValueWhereThereIsRoom() {
        double[] t = {0, 1, 3};
        HeatCells cells = HeatMap.titled("m")
                .values(t, new double[][] {{1, -4}, {2, 0}, {Double.NaN, 6}}, List.of("a", "b"))
                .build()
                .cells();
        assertThat(cells.rows()).containsExactly("a", "b");
        assertThat(new double[] {cells.edge(0), cells.edge(1), cells.edge(2), cells.edge(3)})
                .containsExactly(-0.5, 0.5, 2, 4);
        assertThat(cells.value(1, 0)).isEqualTo(-4);
        assertThat(cells.value(0, 2)).isNaN();
        assertThat(cells.largest()).isEqualTo(6);
        // 127 √(1/6), 127 √(2/6), none; −127 √(4/6), 0, 127.
        assertThat(cells.bytes()).containsExactly(52, 73, -128, -104, 0, 127);
    }

    @Test
    void keepsTheFarthestOfManyAndMixesNoSegments() {
        int n = 2000;
        int d = 1000;
        double[] t = new double[n];
        double[][] values = new double[n][d];
        List<String> names = new ArrayList<>();
        Random random = new Random(1);
        for (int k = 0; k < n; k++) {
            t[k] = k;
            for (int i = 0; i < d; i++) {
                values[k][i] = i < 7 ? 100 : 0.1 * random.nextDouble();
            }
        }
        for (int i = 0; i < d; i++) {
            names.add("w" + i);
        }
        values[1234][500] = -3;
        HeatCells cells = HeatMap.titled("m")
                .values(t, values, names)
                .segment("first", 0, 7)
                .segment("rest", 7, d)
                .build()
                .cells();
        assertThat(cells.rowCount()).isLessThanOrEqualTo(HeatCells.MOST_ROWS + 1);
        assertThat(cells.columnCount()).isEqualTo(HeatCells.MOST_COLUMNS);
        HeatMap.Segment rest = cells.segments().get(1);
        assertThat(rest.to()).isEqualTo(cells.rowCount());
        double least = 0;
        for (int r = 0; r < cells.rowCount(); r++) {
            for (int c = 0; c < cells.columnCount(); c++) {
                least = Math.min(least, cells.value(r, c));
                assertThat(cells.value(r, c)).matches(r < rest.from() ? v -> v == 100 : v -> v < 1);
            }
        }
        assertThat(least).isEqualTo(-3);
        assertThat(cells.row(0)).isEqualTo("w0 … w2");
    }

    @Test
    void coloursZeroAsThePageAndClipsOutliers() {
        double[] t = new double[100];
        double[][] values = new double[100][1];
        for (int k = 0; k < 100; k++) {
            t[k] = k;
            values[k][0] = k == 50 ? 1e6 : 1;
        }
        HeatCells cells =
                HeatMap.titled("m").values(t, values, List.of("a")).build().cells();
        assertThat(cells.limit()).isCloseTo(1, within(1e-12));
        assertThat(Palette.DIVERGING.rgbOnLight(0.5)).isEqualTo(0xffffff);
        assertThat(Palette.DIVERGING.rgbOnLight(7)).isEqualTo(0x7f2704);
    }

    @Test
    void saysWhatIsWrong() {
        HeatMap.Builder map = HeatMap.titled("m");
        assertThatThrownBy(() -> map.values(new double[2], new double[2][1], List.of("a")))
                .hasMessageStartingWith("time 1 of \"m\" = 0.0, expected more than the one before it");
        assertThatThrownBy(() -> map.values(new double[1], new double[2][1], List.of("a")))
                .hasMessage("rows of values of \"m\" = 2, expected 1. Give one per time.");
        assertThatThrownBy(() -> map.values(new double[1], new double[1][3], List.of("a")))
                .hasMessage("values of \"m\" at time 0 = 3, expected 1. Give one per name.");
        assertThatThrownBy(() -> map.segment("s", 0, 2).segment("t", 1, 3))
                .hasMessage("segment \"t\" = 1:3, expected a first row >= 2 and an end after it");
        assertThatThrownBy(map::build)
                .hasMessage("end of the last segment of \"m\" = 2, expected at most 0, the number of rows");
    }
}
