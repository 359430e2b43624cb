package dev.weft.sdk.calibration;

import static dev.weft.sdk.calibration.Calibrations.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    private static final MassSpringDamper SPRING = new MassSpringDamper();

    private static CalibrationResult calibrate(double force, double damping, Map<String, Double> fixed) {
        MeasuredSeries series = Lab.measure(
                SPRING,
                new double[] {2, 60, damping},
                new double[] {0.5, 0},
                Lab.times(120, 0.05),
                Lab.jumps(120, 8, 3, new double[] {-force, force}),
                new double[] {0.01, 0.1},
                1);
        return new Calibrator(SPRING, Calibrations.settings(1, fixed).withProfiles(true))
                .calibrate(List.of(series), "", done -> {});
    }

    private static ProfileInterval profile(CalibrationResult result, String name) {
        return result.profiles().stream()
                .filter(p -> p.parameter().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Estimates known to a per cent: the model is linear over so short a way, and both intervals are one. */
    @Test
    void whereTheDataTellMuchProfileAndCurvatureAgree() {
        CalibrationResult result = calibrate(30, 1.5, Map.of());

        assertThat(result.profiles()).hasSize(3);
        for (ProfileInterval p : result.profiles()) {
            WeightEstimate w = weight(result, p.parameter());
            assertThat(p.lowerOpen() || p.upperOpen()).isFalse();
            assertThat(p.upper() - p.lower()).isCloseTo(w.upper() - w.lower(), withinPercentage(3));
            assertThat(w.value()).isBetween(p.lower(), p.upper());
        }
    }

    @Test
    void whereTheDataTellNothingBothSidesAreOpen() {
        CalibrationResult result = calibrate(0, 1.5, Map.of());
        ProfileInterval mass = profile(result, "mass");

        assertThat(mass.lowerOpen()).isTrue();
        assertThat(mass.upperOpen()).isTrue();
        assertThat(mass.lower()).isEqualTo(1e-3);
        assertThat(mass.upper()).isEqualTo(1e3);
        // The stiffness is 30 /s² times the mass, known to a few per cent, and the mass has bounds.
        ProfileInterval stiffness = profile(result, "stiffness");
        assertThat(stiffness.lower()).isCloseTo(30e-3, withinPercentage(10));
        assertThat(stiffness.upper()).isCloseTo(30e3, withinPercentage(10));
    }

    /** Of a damping of zero the data only set an upper end. */
    @Test
    void atItsBoundAParameterIsOpenOnOneSide() {
        ProfileInterval damping = profile(calibrate(30, 0, Map.of()), "damping");

        assertThat(damping.lowerOpen()).isTrue();
        assertThat(damping.lower()).isZero();
        assertThat(damping.upperOpen()).isFalse();
        assertThat(damping.upper()).isBetween(0.0, 0.1);
    }

    @Test
    void aFixedParameterHasNoProfile() {
        CalibrationResult result = calibrate(0, 1.5, Map.of("mass", 2.0));

        assertThat(result.profiles().stream().map(ProfileInterval::parameter)).containsExactly("stiffness", "damping");
        assertThat(60.0)
                .isBetween(
                        profile(result, "stiffness").lower(),
                        profile(result, "stiffness").upper());
    }
}
