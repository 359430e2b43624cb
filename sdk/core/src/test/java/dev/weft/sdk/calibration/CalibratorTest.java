package dev.weft.sdk.calibration;

import static dev.weft.sdk.calibration.Calibrations.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.testing.Covariances;
import dev.weft.sdk.testing.Decay;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratorTest {
    private static final MassSpringDamper SPRING = new MassSpringDamper();
    private static final double[] SPRING_TRUTH = {2, 60, 1.5};
    private static final double[] PERFECT = {0, 0};
    private static final double[] SENSORS = {0.01, 0.1};

    private static MeasuredSeries spring(int count, double force, double[] noise, long seed, double... x0) {
        return Lab.measure(
                SPRING,
                SPRING_TRUTH,
                x0,
                Lab.times(count, 0.05),
                Lab.jumps(count, 8, 3, new double[] {-force, force}),
                noise,
                seed);
    }

    @Test
    void anOscillatorsParametersAreRecoveredFromPerfectData() {
        CalibrationResult result = Calibrations.of(SPRING, spring(150, 30, PERFECT, 1, 0.5, 0));

        // Integration at 1e-8 and a cost converged to 1e-8 of itself leave some 1e-6.
        assertThat(weight(result, "mass").value()).isCloseTo(2, offset(1e-4));
        assertThat(weight(result, "stiffness").value()).isCloseTo(60, offset(6e-3));
        assertThat(weight(result, "damping").value()).isCloseTo(1.5, offset(1.5e-4));
        assertThat(weight(result, "position").value()).isCloseTo(0.5, offset(1e-4));
        assertThat(result.fits()).allSatisfy(f -> {
            assertThat(f.rmse()).as(f.output()).isLessThan(1e-5);
            assertThat(f.explained()).isGreaterThan(0.999999);
            assertThat(f.readings()).isEqualTo(150);
        });
        Covariances.requireSymmetricPositive(result.model().start().covariance());
    }

    @Test
    void theModelRemembersHowInputsRanAndTwoWaysAreRefused() {
        MeasuredSeries held = spring(100, 30, SENSORS, 1, 0.5, 0);
        MeasuredSeries smooth = held.withInputsBetween(InputsBetween.SMOOTH);

        assertThat(Calibrations.of(SPRING, held).model().card().between()).isEqualTo(InputsBetween.HELD);
        assertThat(Calibrations.of(SPRING, smooth.slice(0, 90)).model().card().between())
                .isEqualTo(InputsBetween.SMOOTH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibrations.of(SPRING, 1, Map.of(), smooth, held))
                .withMessage("series lab has inputs between samples = held, expected smooth as in series lab");
    }

    @Test
    void sevenParametersOfTanksThatOverflowAreRecoveredFromPerfectData() {
        double[] truth = {0.06, 0.045, 0.055, 0.7, 4.5, 1.15, 0.85};
        CascadedTanks prior = new CascadedTanks();
        MeasuredSeries series = Lab.measure(
                prior,
                truth,
                new double[] {4, 5},
                Lab.times(250, 4),
                Lab.jumps(250, 12, 6, new double[] {0, 6}),
                new double[] {0},
                1);
        CalibrationResult result = Calibrations.of(prior, 2, Map.of(), series);
        for (int j = 0; j < 7; j++) {
            // Data are clean to 1e-8; the weakest parameters magnify that by some hundreds.
            assertThat(result.weights().get(j).value())
                    .as(result.weights().get(j).slot().name())
                    .isCloseTo(truth[j], withinPercentage(1e-2));
            assertThat(result.weights().get(j).verdict()).isEqualTo(Verdict.IDENTIFIABLE);
        }
        assertThat(result.fits().get(0).rmse()).isLessThan(1e-4);
    }

    /**
     * Intervals that are meant to hold the truth 95 times in 100 miss it in 9 or more of 40 runs with a probability of
     * 1e-4 (binomial). Far too wide ones are found by their width: 1.96 standard deviations of the estimates, which 40
     * runs know to 11 %, widened by a correlation time that white residuals make at most 2.
     */
    @Test
    void intervalsHoldTheTruthAndAreNoWiderThanThatTakes() {
        int runs = 40;
        RcRoom room = new RcRoom();
        double[] truth = {0.006, 5e6};
        int[] held = new int[2];
        double[] squares = new double[2];
        double[] widths = new double[2];
        for (int run = 0; run < runs; run++) {
            MeasuredSeries series = Lab.measure(
                    room,
                    truth,
                    new double[] {290},
                    Lab.times(60, 1800),
                    Lab.jumps(60, 6, 4, new double[] {268, 288}, new double[] {0, 4000}),
                    new double[] {0.2},
                    100 + run);
            CalibrationResult result = Calibrations.of(room, series);
            for (int j = 0; j < 2; j++) {
                WeightEstimate w = result.weights().get(j);
                held[j] += w.lower() <= truth[j] && truth[j] <= w.upper() ? 1 : 0;
                squares[j] += Math.pow(w.value() - truth[j], 2) / runs;
                widths[j] += (w.upper() - w.lower()) / 2 / runs;
            }
        }
        for (int j = 0; j < 2; j++) {
            assertThat(held[j]).as("of " + runs).isGreaterThanOrEqualTo(32);
            assertThat(widths[j] / Math.sqrt(squares[j])).isBetween(1.4, 3.6);
        }
    }

    @Test
    void withoutAForceOnlyRatiosCanBeToldAndTheOpenDirectionNamesAllThree() {
        CalibrationResult result = Calibrations.of(SPRING, spring(150, 0, SENSORS, 1, 0.5, 0));

        for (String name : List.of("mass", "stiffness", "damping")) {
            assertThat(weight(result, name).verdict()).as(name).isEqualTo(Verdict.NOT_IDENTIFIABLE);
        }
        assertThat(result.sloppy()).hasSize(1);
        SloppyDirection open = result.sloppy().get(0);
        assertThat(open.names()).containsExactlyInAnyOrder("mass", "stiffness", "damping");
        // Scaling all three by one factor moves their logarithms alike: 1/√3 each, as the logits are logarithms here.
        assertThat(open.shares()).allSatisfy(s -> assertThat(s).isCloseTo(1 / Math.sqrt(3), offset(0.02)));
        assertThat(open.text()).matches("\\+\\w+, \\+\\w+, \\+\\w+ together");
        assertThat(weight(result, "stiffness").value() / weight(result, "mass").value())
                .isCloseTo(30, withinPercentage(1));
    }

    @Test
    void withAForceAllAreIdentifiable() {
        CalibrationResult result = Calibrations.of(SPRING, spring(150, 30, SENSORS, 1, 0.5, 0));

        assertThat(result.weights())
                .allSatisfy(w -> assertThat(w.verdict()).as(w.slot().path()).isEqualTo(Verdict.IDENTIFIABLE));
        assertThat(result.sloppy()).isEmpty();
    }

    @Test
    void aFixedMassStaysAndMakesTheOthersIdentifiable() {
        MeasuredSeries series = spring(150, 0, SENSORS, 1, 0.5, 0);
        CalibrationResult result = Calibrations.of(SPRING, 1, Map.of("mass", 2.0), series);

        assertThat(weight(result, "mass").verdict()).isEqualTo(Verdict.FIXED);
        assertThat(weight(result, "mass").value()).isCloseTo(2, offset(1e-6));
        assertThat(weight(result, "stiffness").verdict()).isEqualTo(Verdict.IDENTIFIABLE);
        assertThat(weight(result, "stiffness").value()).isCloseTo(60, withinPercentage(1));
        assertThat(weight(result, "damping").verdict()).isEqualTo(Verdict.IDENTIFIABLE);
        assertThat(result.sloppy()).isEmpty();
    }

    /** It is held by a Gaussian of 1e-6; the data, which pull with a thousand readings' weight, move it by 1e-9. */
    @Test
    void aFixedMassStaysEvenWhereTheDataPullAtIt() {
        CalibrationResult result = Calibrations.of(SPRING, 1, Map.of("mass", 3.0), spring(150, 30, SENSORS, 1, 0.5, 0));

        assertThat(weight(result, "mass").value()).isCloseTo(3, offset(1e-6));
        assertThat(weight(result, "mass").verdict()).isEqualTo(Verdict.FIXED);
    }

    @ParameterizedTest
    @CsvSource({"3, AT_UPPER_BOUND, 1", "0.03, AT_LOWER_BOUND, 0.2"})
    void aParameterThatTheDataWantBeyondItsBoundIsReported(double truth, Verdict verdict, double bound) {
        Decay prior = new Decay();
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {truth},
                new double[] {2},
                Lab.times(60, 0.1),
                new double[60][0],
                new double[] {0.01},
                2);
        CalibrationResult result = Calibrations.of(prior, series);

        assertThat(weight(result, "rate").value()).isBetween(0.2, 1.0).isCloseTo(bound, withinPercentage(1));
        assertThat(weight(result, "rate").verdict()).isEqualTo(verdict);
    }

    /** At zero damping, the lower bound, the data only say that it is small. */
    @Test
    void aParameterWhoseLowerBoundIsZeroIsReportedAtItToo() {
        MeasuredSeries series = Lab.measure(
                SPRING,
                new double[] {2, 60, 0},
                new double[] {0.5, 0},
                Lab.times(150, 0.05),
                Lab.jumps(150, 8, 3, new double[] {-30, 30}),
                SENSORS,
                5);
        CalibrationResult result = Calibrations.of(SPRING, series);

        assertThat(weight(result, "damping").value()).isLessThan(0.01);
        assertThat(weight(result, "damping").verdict()).isEqualTo(Verdict.AT_LOWER_BOUND);
        assertThat(weight(result, "mass").verdict()).isEqualTo(Verdict.IDENTIFIABLE);
    }

    @Test
    void severalRunsShareTheParametersAndHaveTheirOwnStarts() {
        MeasuredSeries first = spring(80, 20, SENSORS, 1, 0.5, 0);
        MeasuredSeries second = spring(60, 20, SENSORS, 2, -1, 3);
        CalibrationResult result = Calibrations.of(SPRING, 1, Map.of(), first, second);

        assertThat(result.weights()).hasSize(3 + 4);
        double[] starts = {0.5, 0, -1, 3};
        for (int i = 0; i < 4; i++) {
            WeightEstimate w = result.weights().get(3 + i);
            // Some tens of readings of 0.01 m and 0.1 m/s: well within ten of these.
            assertThat(w.value()).as(w.slot().path()).isCloseTo(starts[i], offset(i % 2 == 0 ? 0.02 : 0.2));
        }
        assertThat(weight(result, "stiffness").value()).isCloseTo(60, withinPercentage(2));
        assertThat(result.model().card().rows()).isEqualTo(140);
        assertThat(result.model().card().dataHash()).isEqualTo("hash");
        assertThat(result.model().card().fit()).containsOnlyKeys("position", "velocity");
    }

    @Test
    void anOutputThatIsNotMeasuredIsLeftOut() {
        MeasuredSeries series = spring(150, 30, SENSORS, 1, 0.5, 0);
        for (int i = 0; i < series.length(); i++) {
            series.outputs(i)[1] = Double.NaN;
            if (i % 4 == 0) {
                series.outputs(i)[0] = Double.NaN;
            }
        }
        CalibrationResult result = Calibrations.of(SPRING, series);

        assertThat(result.fits()).hasSize(1);
        assertThat(result.fits().get(0).readings()).isEqualTo(112);
        assertThat(weight(result, "mass").value()).isCloseTo(2, withinPercentage(5));
        assertThat(result.model().noise().measurement(1)).isPositive().isFinite();
    }

    @Test
    void theFitsErrorIsTheNoiseOfTheSensors() {
        CalibrationResult result = Calibrations.of(SPRING, spring(400, 30, SENSORS, 1, 0.5, 0));

        // 400 readings know a standard deviation to 3.5 %; four times that.
        assertThat(result.fits().get(0).rmse()).isCloseTo(0.01, withinPercentage(14));
        assertThat(result.fits().get(1).rmse()).isCloseTo(0.1, withinPercentage(14));
        assertThat(result.fits().get(0).unit()).isEqualTo("m");
        assertThat(result.fits().get(1).correlationTime()).isBetween(1.0, 2.0);
    }

    @Test
    void tooLittleDataAreRefused() {
        MeasuredSeries three = spring(3, 10, SENSORS, 1, 0.5, 0);
        three.outputs(0)[0] = Double.NaN;
        three.outputs(1)[0] = Double.NaN;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibrations.of(SPRING, three))
                .withMessage("the data hold 4 measured values, expected at least 5 for the free parameters and initial"
                        + " states of prior mass-spring-damper; take more rows, or fix parameters that you know");
        // One parameter fixed, and it suffices.
        assertThat(Calibrations.of(SPRING, 1, Map.of("mass", 2.0), three).weights())
                .hasSize(5);
    }

    @Test
    void noSeriesAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Calibrations.of(SPRING, 1, Map.of()));
    }

    @Test
    void unknownAndImpossibleFixedParametersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibrator(SPRING, Calibrations.settings(1, Map.of("weight", 1.0))))
                .withMessage("fixed parameter weight is not one of prior mass-spring-damper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibrator(SPRING, Calibrations.settings(1, Map.of("mass", 2e3))))
                .withMessage("parameter mass = 2000.0, expected 0.001 … 1000.0 kg");
    }

    @Test
    void theSameSeedGivesTheSameModelBitForBit() {
        MeasuredSeries series = spring(80, 30, SENSORS, 1, 0.5, 0);
        AtomicInteger most = new AtomicInteger();
        CalibrationResult[] results = new CalibrationResult[2];
        for (int i = 0; i < 2; i++) {
            results[i] = new Calibrator(SPRING, Calibrations.settings(4, Map.of()))
                    .calibrate(List.of(series), "", done -> most.accumulateAndGet(done, Math::max));
        }

        assertThat(results[0].model().start().mean())
                .isEqualTo(results[1].model().start().mean());
        assertThat(results[0].model().start().covariance().data)
                .isEqualTo(results[1].model().start().covariance().data);
        assertThat(results[0].model().noise().state(1))
                .isEqualTo(results[1].model().noise().state(1));
        assertThat(results[0].starts()).isEqualTo(4);
        assertThat(results[0].startsAgreeing()).isBetween(1, 4);
        assertThat(most).hasValue(4);
    }

    @Test
    void aNewSeriesIsExpectedToStartWhereTheMachineHasBeen() {
        MeasuredSeries series = spring(400, 30, SENSORS, 1, 0.5, 0);
        CalibrationResult result = Calibrations.of(SPRING, series);
        double[] positions = new double[400];
        Arrays.setAll(positions, i -> series.outputs(i)[0]);
        double mean = Arrays.stream(positions).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(positions)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());

        // The measured positions have 0.01 m of noise on top.
        assertThat(result.model().start().mean()[3]).isCloseTo(mean, offset(0.005));
        assertThat(result.model().start().standardDeviation(3)).isCloseTo(sd, withinPercentage(2));
        assertThat(result.model().samplingInterval()).isCloseTo(0.05, offset(1e-12));
    }
}
