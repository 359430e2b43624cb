package dev.weft.priors.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation: Incropera and others, 2007, equations 11.29a, 11.29b (effectiveness) and 11.15 (mean difference). */
class CounterFlowExchangerTest {
    private static final CounterFlowExchanger PRIOR = new CounterFlowExchanger();
    private static final double HOT = 360;
    private static final double COLD = 290;

    @ParameterizedTest(name = "UA {0} W/K, flows {1} and {2} kg/s")
    @CsvSource({
        "1000, 0.2, 0.4",
        "1000, 0.4, 0.2",
        "3000, 0.1, 0.5",
        "500, 0.3, 0.3",
        "20000, 0.31, 0.3",
        "1e5, 0.3, 0.3"
    })
    void restsAtTheEffectivenessOfTheBook(double transfer, double hotFlow, double coldFlow) {
        double hotRate = 4000 * hotFlow;
        double coldRate = 3500 * coldFlow;
        Run run = rest(new double[] {transfer, 4000, 3500, 10, 12}, hotFlow, coldFlow);
        double least = Math.min(hotRate, coldRate);
        double ratio = least / Math.max(hotRate, coldRate);
        double units = transfer / least;
        double e = Math.exp(-units * (1 - ratio));
        double effectiveness = (1 - e) / (1 - ratio * e);
        double heat = effectiveness * least * (HOT - COLD);
        // Fifty time constants; what is left is 1e-8 of 300 K, and the raised square of 1e-8 of 70 K.
        assertThat(run.state(0)).isCloseTo(HOT - heat / hotRate, offset(1e-5));
        assertThat(run.state(1)).isCloseTo(COLD + heat / coldRate, offset(1e-5));
    }

    /** A second way to the same heat, where differences at both ends are not equal: q = UA·(Δ₁ − Δ₂)/ln(Δ₁/Δ₂). */
    @Test
    void theHeatIsTransferTimesTheLogarithmicMean() {
        Run run = rest(new double[] {1500, 4180, 4180, 10, 12}, 0.2, 0.35);
        double first = HOT - run.state(1);
        double second = run.state(0) - COLD;
        double heat = 1500 * (first - second) / Math.log(first / second);
        assertThat(4180 * 0.2 * (HOT - run.state(0))).isCloseTo(heat, offset(0.05));
        assertThat(4180 * 0.35 * (run.state(1) - COLD)).isCloseTo(heat, offset(0.05));
    }

    @Test
    void atEqualRatesTheEffectivenessIsThatOfEquation1129b() {
        Run run = rest(new double[] {836, 4180, 4180, 10, 12}, 0.1, 0.1);
        // NTU = 2: 2/(1 + 2) of 70 K.
        assertThat(run.state(0)).isCloseTo(HOT - 70 * 2 / 3.0, offset(1e-5));
        assertThat(run.state(1)).isCloseTo(COLD + 70 * 2 / 3.0, offset(1e-5));
    }

    @Test
    void outletsFollowWithTheirLags() {
        double[] p = {1000, 4180, 4180, 10, 25};
        Run end = rest(p, 0.2, 0.4);
        Run run = new Run(PRIOR, p, 300, 300);
        run.step(15, HOT, COLD, 0.2, 0.4);
        assertThat(run.state(0)).isCloseTo(end.state(0) + (300 - end.state(0)) * Math.exp(-1.5), offset(1e-5));
        assertThat(run.state(1)).isCloseTo(end.state(1) + (300 - end.state(1)) * Math.exp(-0.6), offset(1e-5));
    }

    @Test
    void withoutFlowNothingIsNaN() {
        Run run = new Run(PRIOR, new double[] {1e7, 4180, 4180, 10, 25}, 300, 300);
        run.step(60, HOT, COLD, 0, 0.4);
        run.step(60, HOT, COLD, 0.2, 0);
        run.step(60, HOT, COLD, 0, 0);
        assertThat(run.state(0)).isBetween(COLD, HOT);
        assertThat(run.psi()).matches(Run::allFinite);
    }

    private static Run rest(double[] p, double hotFlow, double coldFlow) {
        Run run = new Run(PRIOR, p, 300, 300);
        for (int i = 0; i < 10; i++) {
            run.step(60, HOT, COLD, hotFlow, coldFlow);
        }
        return run;
    }
}
