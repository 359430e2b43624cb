package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {

    private static final double NAN = Double.NaN;

    private final SeriesReader reader = SeriesReader.of(List.of("pump"), List.of("level"));
    private final Table table = Table.of(
            "data.csv",
            Column.numbers("time", 0, 1, 3, 4),
            Column.numbers("pump", 10, 11, 12, 13),
            Column.numbers("level", 20, 21, 22, 23));

    @Test
    void readsOneSeriesByTheColumnOfTimes() {
        Series series = only(reader.read(table));
        assertThat(series.name()).isEqualTo("1");
        assertThat(series.times()).containsExactly(0, 1, 3, 4);
        assertThat(series.inputs()).isDeepEqualTo(new double[][] {{10}, {11}, {12}, {13}});
        assertThat(series.output(2, 0)).isEqualTo(22);
        assertThat(series.where(3)).isEqualTo("data.csv, row 4");
    }

    @Test
    void takesAnAskedStepBeforeAColumnOfTheUsualName() {
        Series series = only(reader.withSampling(Sampling.every(4)).read(table));
        assertThat(series.times()).containsExactly(0, 4, 8, 12);
    }

    @Test
    void readsOnlyTheRowsAskedFor() {
        Table damaged = Table.of(
                "data.csv",
                Column.numbers("time", 5, 1, 3, 3),
                Column.texts("pump", List.of("bad", "11", "12", "bad")),
                Column.numbers("level", NAN, 21, 22, NAN));
        Series series = only(reader.withRows(RowRange.of(1, 3)).read(damaged));
        assertThat(series.times()).containsExactly(1, 3);
        assertThat(series.inputs()).isDeepEqualTo(new double[][] {{11}, {12}});
        assertThat(series.row(0)).isEqualTo(1);
        assertThat(only(reader.withRows(RowRange.of(1, 3))
                                .withSampling(Sampling.every(2))
                                .read(damaged))
                        .times())
                .containsExactly(0, 2);
    }

    @Test
    void gathersInterleavedSeriesInOrderOfAppearance() {
        Table fleet = Table.of(
                "fleet.csv",
                Column.texts("series", List.of("b", "a", "b", "a")),
                Column.numbers("time", 0, 0, 1, 1),
                Column.numbers("pump", 1, 2, 3, 4),
                Column.numbers("level", 5, 6, 7, 8));
        List<Series> series = reader.read(fleet);
        assertThat(series).extracting(Series::name).containsExactly("b", "a");
        assertThat(series.get(1).outputs()).isDeepEqualTo(new double[][] {{6}, {8}});
        assertThat(series.get(1).where(1)).isEqualTo("fleet.csv, row 4");
    }

    @Test
    void mapsSignalsTimesAndSeries() {
        Table other = Table.of(
                "data.csv",
                Column.integers("id", 7, 7),
                Column.numbers("t", 0, 1),
                Column.numbers("u", 1, 2),
                Column.numbers("y", 3, 4));
        Series series = only(reader.withMap(SignalMap.parse(List.of("pump=u", "level=y", "time=t", "series=id")))
                .read(other));
        assertThat(series.name()).isEqualTo("7");
        assertThat(series.outputs()).isDeepEqualTo(new double[][] {{3}, {4}});
    }

    @Test
    void keepsMissingOutputsOnlyWhenAllowed() {
        Table gap = Table.of(
                "data.csv",
                Column.numbers("time", 0, 1),
                Column.numbers("pump", 1, 2),
                Column.numbers("level", 3, NAN));
        refused(reader, gap).hasMessage("data.csv, row 2, column 'level': no value (empty or NaN), expected a number");
        Series series = only(reader.withMissingOutputs(MissingValues.KEEP).read(gap));
        assertThat(series.output(1, 0)).isNaN();
    }

    @Test
    void neverAcceptsMissingInputs() {
        Table gap = Table.of(
                "data.csv",
                Column.numbers("time", 0, 1),
                Column.numbers("pump", 1, NAN),
                Column.numbers("level", 3, 4));
        refused(reader.withMissingOutputs(MissingValues.KEEP), gap).hasMessageContaining("row 2, column 'pump'");
    }

    @Test
    void refusesTimesThatRepeatOrGoBackwards() {
        refused(reader, at(0, 1, 1))
                .hasMessage(
                        "data.csv, row 3: time repeats, from 1.0 to 1.0, expected times that increase within a series");
        refused(reader, at(0, 2, 1)).hasMessageContaining("row 3: time goes backwards, from 2.0 to 1.0");
    }

    @Test
    void saysHowToGiveTheTimes() {
        Table untimed = Table.of("data.csv", Column.numbers("pump", 1), Column.numbers("level", 2));
        refused(reader, untimed)
                .hasMessage("data.csv: no column 'time' tells when the rows were measured; give a constant step"
                        + " (--step SECONDS) or say which column holds the times (--map time=COLUMN);"
                        + " known: pump, level");
    }

    @Test
    void refusesTwoSourcesOfTimesAndBadSteps() {
        refused(reader.withMap(SignalMap.parse(List.of("time=pump"))).withSampling(Sampling.every(1)), table)
                .hasMessageContaining("expected only one of them");
        for (double step : new double[] {0, -1, NAN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Sampling.every(step))
                    .isInstanceOf(DataException.class)
                    .hasMessage("step = " + step + ", expected a positive number of seconds");
        }
    }

    @Test
    void saysHowToPairASignalThatHasNoColumn() {
        refused(SeriesReader.of(List.of("pumps"), List.of()), table)
                .hasMessage("data.csv: no column 'pumps'; nearest: 'pump'; known: time, pump, level;"
                        + " say which one holds the input 'pumps' (--map pumps=COLUMN)");
        refused(reader.withMap(SignalMap.parse(List.of("levl=level"))), table)
                .hasMessageContaining("no signal 'levl'; nearest: 'level'");
        refused(reader.withMap(SignalMap.parse(List.of("level=levels"))), table)
                .hasMessage("data.csv: no column 'levels'; nearest: 'level'; known: time, pump, level");
    }

    @Test
    void refusesASeriesColumnThatIsMissingOrHasGaps() {
        refused(reader.withSeriesColumn("asset"), table).hasMessageContaining("no column 'asset'");
        Table gap = Table.of(
                "data.csv",
                Column.texts("series", List.of("a", "")),
                Column.numbers("time", 0, 1),
                Column.numbers("pump", 1, 2),
                Column.numbers("level", 3, 4));
        refused(reader, gap)
                .hasMessage("data.csv, row 2, column 'series': no value, expected the name of the row's series");
    }

    @Test
    void refusesATableWithoutRows() {
        refused(reader, Table.of("data.csv", Column.numbers("time"))).hasMessageContaining("no data rows");
    }

    private static Table at(double... times) {
        return Table.of(
                "data.csv",
                Column.numbers("time", times),
                Column.numbers("pump", new double[times.length]),
                Column.numbers("level", new double[times.length]));
    }

    private static Series only(List<Series> series) {
        assertThat(series).hasSize(1);
        return series.get(0);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(SeriesReader reader, Table table) {
        return assertThatThrownBy(() -> reader.read(table)).isInstanceOf(DataException.class);
    }
}
