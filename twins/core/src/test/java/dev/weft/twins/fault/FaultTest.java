package dev.weft.twins.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Prediction;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.quality.UnitAlternatives.Alternative;
import dev.weft.twins.store.MemoryStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault makes of twelve readings what its definition says, and touches nothing outside of its stretch. */
class FaultTest {
    /** Two inputs and one output: signal 2 is the output. */
    private static final int SIGNAL = 2;

    private static final Stretch STRETCH = new Stretch(4, 3);
    private static final List<Reading> CLEAN = IntStream.range(0, 12)
            .mapToObj(i -> new Reading(10 * i, new double[] {i, -i}, new double[] {100 + i}).withRedundant(1, 2, 3))
            .toList();

    static List<Fault> faults() {
        return List.of(
                new Missing(SIGNAL),
                new NotANumber(SIGNAL),
                new BrokenWire(SIGNAL, -9999),
                new Step(SIGNAL, 7),
                new Stuck(SIGNAL),
                new Spikes(SIGNAL, 7),
                new Drift(SIGNAL, 6),
                new WrongUnit(SIGNAL, new Alternative("°F", 5.0 / 9, 255.37)),
                new ClockBack(35),
                new Duplicate(),
                new Late(2),
                new Gap());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void leavesTheOtherRowsAsTheyAre(Fault fault) {
        List<Arrival> arrivals = fault.into(CLEAN, STRETCH);

        assertThat(arrivals)
                .filteredOn(a -> !STRETCH.holds(a.row()))
                .hasSize(CLEAN.size() - STRETCH.length())
                .noneMatch(Arrival::wrong)
                .allMatch(a -> a.reading() == CLEAN.get(a.row()))
                .extracting(Arrival::row)
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesAStretchThatIsNotThere(Fault fault) {
        assertThatThrownBy(() -> fault.into(CLEAN, new Stretch(10, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12 readings");
    }

    private static double[] shown(Fault fault) {
        return shown(fault, STRETCH);
    }

    private static double[] shown(Fault fault, Stretch stretch) {
        return fault.into(CLEAN, stretch).stream()
                .filter(a -> stretch.holds(a.row()))
                .mapToDouble(a -> a.reading().outputs()[0])
                .toArray();
    }

    @Test
    void sensorsShowWhatTheirDefinitionsSay() {
        assertThat(shown(new Missing(SIGNAL))).containsOnly(Double.NaN);
        assertThat(shown(new NotANumber(SIGNAL)))
                .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
        assertThat(shown(new BrokenWire(SIGNAL, -9999))).containsOnly(-9999);
        assertThat(shown(new Step(SIGNAL, 7))).containsExactly(111, 112, 113);
        assertThat(shown(new Stuck(SIGNAL))).containsExactly(103, 103, 103);
        assertThat(shown(new Drift(SIGNAL, 6))).containsExactly(106, 109, 112);
        // 212 °F is 100 °C: (100 − offset) / factor with offset −160/9 and factor 5/9.
        Alternative fahrenheit = new Alternative("°F", 5.0 / 9, -160.0 / 9);
        assertThat(new WrongUnit(SIGNAL, fahrenheit).shown(100, 0, 1, 0)).isCloseTo(212, within(1e-12));
        assertThat(shown(new Spikes(SIGNAL, 7), new Stretch(1, 11)))
                .containsExactly(108, 102, 103, 104, 105, 99, 107, 108, 109, 110, 118);
    }

    @Test
    void goodValuesBetweenSpikesAreNotWrong() {
        assertThat(new Spikes(SIGNAL, 7).into(CLEAN, new Stretch(1, 11)))
                .filteredOn(Arrival::wrong)
                .extracting(Arrival::row)
                .containsExactly(1, 6, 11);
    }

    @Test
    void aFaultOfAnInputLeavesTheOutputsAndTheSecondSensor() {
        Reading wrong = new Step(1, 0.5).into(CLEAN, STRETCH).get(4).reading();

        assertThat(wrong.inputs()).containsExactly(4, -3.5);
        assertThat(wrong.outputs()).containsExactly(104);
        assertThat(wrong.redundant()).containsExactly(1, 2, 3);
    }

    @Test
    void linesMoveTimesAndOrder() {
        assertThat(new ClockBack(35).into(CLEAN, STRETCH).subList(3, 8))
                .extracting(a -> a.reading().time())
                .containsExactly(30.0, 5.0, 15.0, 25.0, 70.0);
        assertThat(new Duplicate().into(CLEAN, STRETCH).subList(3, 11))
                .extracting(Arrival::row, Arrival::wrong)
                .extracting(Object::toString)
                .containsExactly(
                        "(3, false)",
                        "(4, false)",
                        "(4, true)",
                        "(5, false)",
                        "(5, true)",
                        "(6, false)",
                        "(6, true)",
                        "(7, false)");
        assertThat(new Late(2).into(CLEAN, STRETCH))
                .extracting(Arrival::row)
                .containsExactly(0, 1, 2, 3, 7, 8, 4, 5, 6, 9, 10, 11);
        assertThat(new Late(5).into(CLEAN, new Stretch(9, 3)))
                .as("nothing is left to overtake")
                .extracting(Arrival::row)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(new Gap().into(CLEAN, STRETCH)).extracting(Arrival::row).doesNotContain(4, 5, 6);
    }

    @Test
    void aForecastComesBackWithItsMarkOrWithout() {
        List<Reading> clean = OscillatorReadings.of(20, 1);
        Twin twin = Twin.of(OscillatorReadings.model()).openIn(new MemoryStore(), "one");
        clean.subList(0, 10).forEach(twin::update);
        List<Reading> next = clean.subList(10, 15);
        Prediction forecast = twin.whatIf(
                next.stream().mapToDouble(Reading::time).toArray(),
                next.stream().map(Reading::inputs).toArray(double[][]::new));

        List<Arrival> marked = new OwnOutput(forecast, true).into(clean, new Stretch(10, 5));
        List<Arrival> unmarked = new OwnOutput(forecast, false).into(clean, new Stretch(10, 5));

        assertThat(marked.get(12).reading().provenance()).contains("weft:one@10");
        assertThat(unmarked.get(12).reading().provenance()).isEmpty();
        assertThat(unmarked.get(12).reading().outputs()).containsExactly(forecast.output(2, 0), forecast.output(2, 1));
        assertThatThrownBy(() -> new OwnOutput(forecast, true).into(clean, new Stretch(9, 5)))
                .hasMessageContaining("expected one of the times of the stretch");
    }

    @Test
    void refusesWhatIsNoFault() {
        assertThatThrownBy(() -> new Stretch(0, 1)).hasMessageContaining("from = 0");
        assertThatThrownBy(() -> new Stretch(1, 0)).hasMessageContaining("length = 0");
        assertThatThrownBy(() -> new Late(0)).hasMessageContaining("by = 0");
        assertThatThrownBy(() -> new ClockBack(Double.NaN)).hasMessageContaining("seconds = NaN");
    }
}
