package dev.weft.sdk.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.mechanics.RotorOnBearings;
import dev.weft.priors.signal.Sine;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowingWindowsTest {
    private static final Sine PRIOR = new Sine();
    private static final double[] TRUTH = {1.6};
    private static final LeastSquaresSettings ONE_START = new LeastSquaresSettings(1, 0, 1, 100, 1);

    /** 32 periods, where the nominal frequency makes 20. */
    private static MeasuredSeries record() {
        int count = 1000;
        return Lab.measure(
                PRIOR,
                TRUTH,
                new double[] {0, 1},
                Lab.times(count, 0.02),
                new double[count][0],
                new double[] {0.05},
                1);
    }

    @Test
    void aPeriodThatIsOffByManyTurnsIsFound() {
        Unknowns unknowns = new Unknowns(PRIOR, new CalibrationSettings(ONE_START, Map.of()), List.of(record()));
        double[] scales = Fit.firstScales(unknowns, false);

        double[] grown = GrowingWindows.start(unknowns, Double.POSITIVE_INFINITY);

        // One turn in 32 is 0.031 in the logarithm: nearer than half of it a search cannot miss.
        assertThat(grown[0] - Math.log(TRUTH[0] / 1.0) - unknowns.start()[0]).isCloseTo(0, offset(0.01));
        // From the usual start the search does miss: else this test would show nothing.
        double[] missed = new MultiStartLeastSquares(
                        () -> unknowns.problem(scales, Double.POSITIVE_INFINITY), ONE_START)
                .search(unknowns.start(), unknowns.priorSpreads(), done -> {})
                .solution();
        assertThat(Math.abs(missed[0] - grown[0])).isGreaterThan(0.02);
    }

    @Test
    void oneStartIsTheBetterOfTheUsualOneAndTheGrownOne() {
        CalibrationResult result = new Calibrator(
                        PRIOR, new CalibrationSettings(ONE_START, Map.of()).withNoiseFitted(false))
                .calibrate(List.of(record()), "", done -> {});

        // The frequency's standard deviation is about √6·σ/(A·π·T·√N), some 1e-4 Hz; the tolerance is ten of them.
        assertThat(result.weights().get(0).value()).isCloseTo(TRUTH[0], offset(1e-3));
    }

    @Test
    void aWindowThatLedToAnImpossibleMachineIsLeftAgain() {
        // A rotor as a trial draws them: its first 16 rows, less than a third of a turn, lead to stiffness of 1e9 N/m.
        RotorOnBearings rotor = new RotorOnBearings();
        double[] truth = {12.64, 287_400, 105_200, 288.1, 2.57e-5};
        int count = 65;
        double[][] speeds = new double[count][];
        Arrays.setAll(speeds, t -> new double[] {t < 42 ? 61.8 : 127.8});
        MeasuredSeries record = Lab.measure(
                rotor,
                truth,
                new double[] {-1.683e-5, 5.048e-5, 0.014587, -0.013965, 1.6772},
                Lab.times(count, 0.002),
                speeds,
                new double[] {1e-6, 1e-6},
                1);
        CalibrationSettings settings = new CalibrationSettings(ONE_START, Map.of());
        double[] first = GrowingWindows.start(
                new Unknowns(rotor, settings, List.of(record.slice(0, 17))), Double.POSITIVE_INFINITY);
        double[] grown = GrowingWindows.start(new Unknowns(rotor, settings, List.of(record)), Double.POSITIVE_INFINITY);

        assertThat(perMass(rotor, first)).isGreaterThan(1e6);
        // The swing tells stiffness over mass; a fifth is the noise that a start may have.
        assertThat(perMass(rotor, grown)).isCloseTo(105_200 / 12.64, withinPercentage(20));
    }

    /** The vertical stiffness over the mass. */
    private static double perMass(RotorOnBearings rotor, double[] z) {
        return rotor.parameters().get(2).coordinate().toValue(z[2])
                / rotor.parameters().get(0).coordinate().toValue(z[0]);
    }
}
