package dev.weft.sdk.calibration;

import static dev.weft.sdk.calibration.Calibrations.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeforehandTest {
    private static final MassSpringDamper SPRING = new MassSpringDamper();

    private static MeasuredSeries swing(String name, double[] truth, double force) {
        MeasuredSeries run = Lab.measure(
                SPRING,
                truth,
                new double[] {0.5, 0},
                Lab.times(150, 0.05),
                Lab.jumps(150, 8, 3, new double[] {-force, force}),
                new double[] {0.01, 0.1},
                7);
        double[] times = new double[150];
        double[][] inputs = new double[150][];
        double[][] outputs = new double[150][];
        for (int i = 0; i < 150; i++) {
            times[i] = run.time(i);
            inputs[i] = run.inputs(i);
            outputs[i] = run.outputs(i);
        }
        return new MeasuredSeries(name, times, inputs, outputs);
    }

    private static CalibrationResult calibrate(CalibrationSettings settings, MeasuredSeries... series) {
        return new Calibrator(SPRING, settings).calibrate(List.of(series), "", done -> {});
    }

    /** Without a force the mass is open; known to 5 % it stays so, and carries over to the stiffness. */
    @Test
    void whatIsKnownOfTheMassTellsTheStiffness() {
        CalibrationSettings settings =
                Calibrations.settings(1, Map.of()).withBeforehand(Map.of("mass", new Beforehand(2, 0.1)));
        CalibrationResult result = calibrate(settings, swing("a", new double[] {2, 60, 1.5}, 0));

        WeightEstimate mass = weight(result, "mass");
        assertThat(mass.verdict()).isEqualTo(Verdict.KNOWN_BEFOREHAND);
        assertThat(mass.value()).isCloseTo(2, withinPercentage(0.01));
        // ± 1.96 · 5 % in the logarithm.
        assertThat(Math.log(mass.upper() / mass.lower())).isCloseTo(2 * 1.96 * 0.05, withinPercentage(1));
        WeightEstimate stiffness = weight(result, "stiffness");
        assertThat(stiffness.verdict()).isEqualTo(Verdict.IDENTIFIABLE);
        assertThat(60.0).isBetween(stiffness.lower(), stiffness.upper());
        // k = m · ω², and ω is known far better.
        assertThat(Math.log(stiffness.upper() / stiffness.lower())).isCloseTo(2 * 1.96 * 0.05, withinPercentage(5));
        assertThat(result.sloppy()).isEmpty();
    }

    /** Normal knowledge times a normal likelihood: the inverse variances add, and the mean lies between by them. */
    @Test
    void knowledgeAndDataAreWeighedByTheirInverseVariances() {
        MeasuredSeries series = swing("a", new double[] {2, 60, 1.5}, 30);
        WeightEstimate data = weight(calibrate(Calibrations.settings(1, Map.of()), series), "damping");
        double z = Math.log(data.value());
        double sd = Math.log(data.upper() / data.lower()) / (2 * 1.959964);
        double told = data.value() * (1 + sd);
        CalibrationSettings settings =
                Calibrations.settings(4, Map.of()).withBeforehand(Map.of("damping", new Beforehand(told, told * sd)));
        WeightEstimate both = weight(calibrate(settings, series), "damping");

        // As sure as the data: between, and √½ as wide. The data's inverse variance is the curvature's divided by the
        // inflation, which the search itself does not apply: hence the tolerance.
        assertThat(Math.log(both.value())).isBetween(z, Math.log(told));
        assertThat(Math.log(both.upper() / both.lower()) / (2 * 1.959964))
                .isCloseTo(sd * Math.sqrt(0.5), withinPercentage(10));
    }

    @Test
    void eachSeriesMayHaveItsOwnDamping() {
        MeasuredSeries first = swing("first", new double[] {2, 60, 1}, 30);
        MeasuredSeries second = swing("second", new double[] {2, 60, 3}, 30);
        CalibrationResult result =
                calibrate(Calibrations.settings(1, Map.of()).withPerSeries(Set.of("damping")), first, second);

        assertThat(result.weights()).hasSize(3 + 4 + 2);
        WeightEstimate one = result.weights().get(7);
        WeightEstimate two = result.weights().get(8);
        assertThat(one.series()).isEqualTo("first");
        assertThat(two.series()).isEqualTo("second");
        assertThat(1.0).isBetween(one.lower(), one.upper());
        assertThat(3.0).isBetween(two.lower(), two.upper());
        assertThat(one.verdict()).isEqualTo(Verdict.IDENTIFIABLE);
        assertThat(60.0)
                .isBetween(
                        weight(result, "stiffness").lower(),
                        weight(result, "stiffness").upper());
        // The usual one lies between, by the logarithm: √3, and is as open as two machines leave it, e^(1/√2).
        WeightEstimate usual = weight(result, "damping");
        assertThat(usual.value()).isCloseTo(Math.sqrt(3), withinPercentage(5));
        assertThat(Math.log(usual.upper() / usual.lower()) / (2 * 1.959964))
                .isCloseTo(Math.sqrt(0.5), withinPercentage(5));
        // Each free run has its own: what is left over is the noise.
        assertThat(result.fits().get(0).rmse()).isCloseTo(0.01, withinPercentage(20));
    }

    @Test
    void settingsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibrator(SPRING, CalibrationSettings.STANDARD.withPerSeries(Set.of("weight"))))
                .withMessage("parameter weight is not one of prior mass-spring-damper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibrator(
                        SPRING, CalibrationSettings.STANDARD.withBeforehand(Map.of("mass", new Beforehand(2e3, 1)))))
                .withMessage("parameter mass = 2000.0, expected 0.001 … 1000.0 kg");
        for (double sd : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Beforehand(1, sd))
                    .withMessage("known beforehand = 1.0 ± " + sd + ", expected finite numbers, the second > 0");
        }
    }
}
