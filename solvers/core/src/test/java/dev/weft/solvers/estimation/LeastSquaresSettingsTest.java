package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 64, 1, 100, starts = 0",
        "8, 6, 1, 100, screened = 6",
        "8, 64, 0, 100, spread = 0.0",
        "8, 64, NaN, 100, spread = NaN",
        "8, 64, Infinity, 100, spread = Infinity",
        "8, 64, 1, 0, maxIterations = 0"
    })
    void refusesWhatIsOutOfBounds(int starts, int screened, double spread, int maxIterations, String named) {
        assertThatThrownBy(() -> new LeastSquaresSettings(starts, screened, spread, maxIterations, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("expected starts >= 1");
    }

    @Test
    void theEdgesAreAllowed() {
        assertThat(new LeastSquaresSettings(1, 0, 1e-9, 1, -5).starts()).isEqualTo(1);
        assertThat(new LeastSquaresSettings(8, 7, 1, 1, 0).screened()).isEqualTo(7);
    }

    @Test
    void variationsKeepTheRest() {
        LeastSquaresSettings settings = new LeastSquaresSettings(3, 20, 0.5, 40, 9);

        assertThat(settings.withStarts(5)).isEqualTo(new LeastSquaresSettings(5, 40, 0.5, 40, 9));
        assertThat(settings.withSeed(4)).isEqualTo(new LeastSquaresSettings(3, 20, 0.5, 40, 4));
        assertThatThrownBy(() -> settings.withStarts(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
