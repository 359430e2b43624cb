package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.SignalMap;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarpSeriesReaderTest {
    private static final double NAN = Double.NaN;

    private final WarpSeriesReader reader = new WarpSeriesReader(
            new WarpColumns(List.of("level"), List.of("pump"), List.of("leak"), List.of("good", "worn")),
            Optional.of("state"));

    /** Series x at rows 1, 2, 4 and y at rows 3, 5; what y is was never told. */
    private static Table table(double level) {
        return Table.of(
                "plant.csv",
                Column.texts("series", List.of("x", "x", "y", "x", "y")),
                Column.numbers("time", 0, 1, 0, 3, 1),
                Column.numbers("yEst", 20, NAN, 22, level, 24),
                Column.numbers("pump", 1, 2, 3, 4, 5),
                Column.numbers("leak", 0.5, 0.25, NAN, 0, 0),
                Column.texts("state", List.of("worn", "worn", "", "worn", "")));
    }

    private SeriesReader columns() {
        return reader.columns().withMap(SignalMap.parse(List.of("level=yEst")));
    }

    @Test
    void readsSeriesWithInputsTargetsAndClasses() {
        List<WarpSeries> series = reader.read(table(23), columns(), 1);

        assertThat(series).extracting(WarpSeries::name).containsExactly("x", "y");
        WarpSeries x = series.get(0);
        assertThat(x.length()).isEqualTo(3);
        assertThat(new double[] {x.time(0), x.time(1), x.time(2)}).containsExactly(0, 1, 3);
        assertThat(new double[] {x.signal(0, 0), x.signal(1, 0), x.signal(2, 0)})
                .containsExactly(20, NAN, 23);
        assertThat(new double[] {x.input(0, 0), x.input(1, 0), x.input(2, 0)}).containsExactly(1, 2, 4);
        assertThat(new double[] {x.target(0, 0), x.target(1, 0), x.target(2, 0)})
                .containsExactly(0.5, 0.25, 0);
        assertThat(x.label()).isEqualTo(1);
        assertThat(series.get(1).target(0, 0)).isNaN();
        assertThat(series.get(1).label()).isEqualTo(-1);
    }

    @Test
    void readsWithAStepAndOnlyTheRowsAskedFor() {
        List<WarpSeries> series =
                reader.read(table(23), columns().withSampling(Sampling.every(4)).withRows(RowRange.of(1, 4)), 1);

        assertThat(series.get(0).length()).isEqualTo(2);
        assertThat(series.get(0).time(1)).isEqualTo(4);
        assertThat(series.get(0).signal(1, 0)).isEqualTo(23);
        assertThat(series.get(0).label()).isEqualTo(1);
    }

    /** Rows that are not read may hold what no model knows. */
    @Test
    void labelsOfOtherRowsAreNotLookedAt() {
        Table table = Table.of(
                "plant.csv",
                Column.numbers("time", 0, 1, 2),
                Column.numbers("level", 1, 2, 3),
                Column.texts("state", List.of("unheard of", "good", "good")));
        WarpSeriesReader labels = new WarpSeriesReader(
                WarpColumns.of(List.of("level")).withClasses(List.of("good", "worn")), Optional.of("state"));

        assertThat(labels.read(table, labels.columns().withRows(RowRange.of(1, 3)), 0)
                        .get(0)
                        .label())
                .isZero();
    }

    @Test
    void targetsLeftOutAreUnknown() {
        WarpSeriesReader without = reader.withoutTargets();
        SeriesReader columns = without.columns().withMap(SignalMap.parse(List.of("level=yEst")));

        WarpSeries x = without.read(table(23), columns, 1).get(0);

        assertThat(x.targetCount()).isEqualTo(1);
        assertThat(x.target(0, 0)).isNaN();
        assertThat(x.signal(0, 0)).isEqualTo(20);
    }

    @Test
    void readsWhatAModelNames() {
        WarpSettings settings = WarpSettings.forecasting(
                        List.of("yEst"),
                        RootSettings.of(List.of(1)),
                        TransitionSettings.of(Structure.DIAGONAL),
                        InitialSettings.freeWeights(),
                        4)
                .withInputs(List.of("pump"))
                .withClasses(List.of("good", "worn"));
        WarpSeriesReader ofModel = WarpSeriesReader.of(settings);

        assertThat(ofModel.read(table(23), ofModel.columns(), 0).get(0).label()).isEqualTo(-1);
        WarpSeriesReader labelled = ofModel.withLabel("state");
        assertThat(labelled.read(table(23), labelled.columns(), 0).get(0).label())
                .isEqualTo(1);
    }

    @Test
    void refusesAnInfiniteCell() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader.read(table(Double.POSITIVE_INFINITY), columns(), 1))
                .withMessageContaining("plant.csv, row 4")
                .withMessageContaining("Infinity");
    }

    private void refusesLabels(List<String> states, String... messages) {
        Table table = Table.of(
                "plant.csv",
                Column.numbers("time", 0, 1, 2),
                Column.numbers("level", 1, 2, 3),
                Column.texts("state", states));
        WarpSeriesReader labels = new WarpSeriesReader(
                WarpColumns.of(List.of("level")).withClasses(List.of("good", "worn")), Optional.of("state"));
        for (String message : messages) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> labels.read(table, labels.columns(), 0))
                    .withMessageContaining(message);
        }
    }

    @Test
    void refusesLabelsThatChangeOrAreUnknown() {
        refusesLabels(
                List.of("good", "good", "worn"),
                "plant.csv, row 3: the class changes within series '1', expected one class for all its rows");
        refusesLabels(List.of("good", "", "good"), "row 2: the class changes");
        refusesLabels(
                List.of("good", "godo", "good"),
                "plant.csv, row 2, column 'state': no class 'godo'; nearest: 'good'; known: good, worn");
    }
}
