package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Units;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    /** Validation: the SI brochure, 9th edition, 2019, tables 4 to 8; 1 bar = 100 kPa and 1 Ah = 3600 C by definition. */
    @ParameterizedTest
    @CsvSource({
        "°C, K, 20, 293.15",
        "kW, W, 2.5, 2500",
        "mV, V, 80, 0.08",
        "h, s, 2, 7200",
        "min, s, 2, 120",
        "bar, Pa, 2, 200000",
        "l/min, m³/s, 60, 0.001",
        "km/h, m/s, 36, 10",
        "W/m2, W/m², 3, 3",
        "kW/m², W/m², 3, 3000",
        "Ah, A·s, 2, 7200",
        "kWh, J, 1, 3600000",
        "°, rad, 180, 3.141592653589793",
        "rpm, rad/s, 30, 3.141592653589793",
        "1/s, Hz, 4, 4"
    })
    void unitsBecomeThoseOfThePrior(String from, String to, double cell, double value) {
        double[] cells = {cell, Double.NaN};
        Conversion.between(Units.parse(from), Units.parse(to)).apply(cells);
        assertThat(cells[0]).isCloseTo(value, within(1e-12 * value));
        assertThat(cells[1]).isNaN();
    }

    @Test
    void whatIsNoUnitOrOneOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> Units.parse("ells"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unit 'ells', expected a symbol such as kW, °C, mV, h, W/m² or N·m");
        assertThatThrownBy(() -> Conversion.between(Units.KILOGRAM, Units.METRE))
                .isInstanceOf(DataException.class)
                .hasMessage("unit 'kg' is not one of what is measured in 'm'");
        assertThatThrownBy(() -> Conversion.NONE.scaled(0)).isInstanceOf(DataException.class);
    }

    @Test
    void aReaderConvertsSignalsAndTimes() {
        Table table = Table.of(
                "house",
                List.of(
                        Column.numbers("t", new double[] {0, 0.5}),
                        Column.numbers("heat", new double[] {1, 2}),
                        Column.numbers("air", new double[] {20, 21})));
        Series series = SeriesReader.of(List.of("power"), List.of("indoor"))
                .withMap(SignalMap.parse(List.of("time=t", "power=heat", "indoor=air")))
                .withConversions(Map.of(
                        "time", Conversion.between(Units.parse("h"), Units.SECOND),
                        "power",
                                Conversion.between(Units.parse("kW"), Units.WATT)
                                        .scaled(-1),
                        "indoor", Conversion.between(Units.parse("°C"), Units.KELVIN)))
                .read(table)
                .get(0);
        assertThat(series.time(1)).isEqualTo(1800);
        assertThat(series.input(1, 0)).isEqualTo(-2000);
        assertThat(series.output(0, 0)).isEqualTo(293.15);
    }
}
