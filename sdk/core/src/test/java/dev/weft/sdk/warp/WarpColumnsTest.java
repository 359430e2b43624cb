package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarpColumnsTest {
    private static final WarpColumns LEVELS = WarpColumns.of(List.of("upper", "lower"));

    @Test
    void signalsAreForecastUnlessThereIsSomethingElseToTell() {
        WarpColumns targets = LEVELS.withTargets(List.of("leak"));
        WarpColumns classes = LEVELS.withInputs(List.of("pump")).withClasses(List.of("good", "worn"));

        assertThat(LEVELS.forecasts()).isTrue();
        assertThat(LEVELS.predicted()).containsExactly("upper", "lower");
        assertThat(targets.forecasts()).isFalse();
        assertThat(targets.predicted()).containsExactly("leak");
        assertThat(classes.forecasts()).isFalse();
        assertThat(classes.predicted()).containsExactly("good", "worn");
        assertThat(classes)
                .isEqualTo(new WarpColumns(
                        List.of("upper", "lower"), List.of("pump"), List.of(), List.of("good", "worn")));
    }

    @Test
    void aListThatChangesLaterChangesNothing() {
        List<String> names = new ArrayList<>(List.of("a"));
        WarpColumns columns = WarpColumns.of(names);
        names.add("b");

        assertThat(columns.signals()).containsExactly("a");
    }

    @Test
    void refusesNamesThatTellNothingApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WarpColumns.of(List.of()))
                .withMessage("signals = none, expected at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LEVELS.withInputs(List.of("lower")))
                .withMessage("signal 'lower' is blank or named twice, expected every signal, input and target once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LEVELS.withTargets(List.of(" ")))
                .withMessageStartingWith("signal ' ' is blank");
    }
}
