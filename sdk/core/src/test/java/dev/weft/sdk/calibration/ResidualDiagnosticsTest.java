package dev.weft.sdk.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: an autoregressive process of order one has the autocorrelation ρ^k, so 1 + 2Σρ^k = (1 + ρ)/(1 − ρ). */
class ResidualDiagnosticsTest {
    /**
     * One estimate from n readings with a window of W lags has the relative variance 2(2W + 1)/n (Sokal, 1997, equation
     * 3.19); for n = 100,000 and W of about 60 that is 5 %, over ten seeds 1.6 %. Four times that.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.8, 0.9})
    void meetsTheClosedForm(double correlation) {
        double sum = 0;
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            double[] values = new double[100_000];
            values[0] = random.nextGaussian();
            for (int i = 1; i < values.length; i++) {
                values[i] =
                        correlation * values[i - 1] + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            }
            sum += ResidualDiagnostics.correlationTime(values) / 10;
        }
        assertThat(sum).isCloseTo((1 + correlation) / (1 - correlation), withinPercentage(7));
    }

    @Test
    void alternatingResidualsCountAsWhite() {
        double[] values = new double[100];
        for (int i = 0; i < 100; i++) {
            values[i] = i % 2 == 0 ? 1 : -1;
        }
        assertThat(ResidualDiagnostics.correlationTime(values)).isEqualTo(1);
    }

    @Test
    void fewOrNoResidualsAreNoError() {
        assertThat(ResidualDiagnostics.correlationTime(new double[0])).isEqualTo(1);
        assertThat(ResidualDiagnostics.correlationTime(new double[] {3})).isEqualTo(1);
        assertThat(ResidualDiagnostics.correlationTime(new double[10])).isEqualTo(1);
        assertThat(ResidualDiagnostics.rms(new double[0])).isZero();
        assertThat(ResidualDiagnostics.rms(new double[] {3, -4})).isCloseTo(Math.sqrt(12.5), offset(1e-15));
    }
}
