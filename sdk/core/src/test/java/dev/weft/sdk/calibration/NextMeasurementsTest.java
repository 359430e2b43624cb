package dev.weft.sdk.calibration;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.VOLT;
import static dev.weft.sdk.calibration.Calibrations.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A charge that leaks, seen through a gain that nobody knows: v̇ = b·u − r·v, y = g·v. */
class NextMeasurementsTest {
    private static CalibrationResult calibrate(PhysicsPrior prior, double drive) {
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {0.5, 2, 0.3},
                new double[] {2},
                Lab.times(80, 0.05),
                Lab.jumps(80, 10, 2, new double[] {-drive, drive}),
                prior.outputs().stream().mapToDouble(Output::noise).toArray(),
                2);
        for (int i = 0; i < series.length() && prior.outputs().size() > 1; i++) {
            series.outputs(i)[1] = Double.NaN;
        }
        return Calibrations.of(prior, 2, Map.of(), series);
    }

    /** Scaling v up and g down changes nothing that is measured; u = 0 leaves b open as well. */
    @Test
    void aStateThatNoOutputShowsIsAdvised() {
        CalibrationResult result = calibrate(new Leak(false), 0);

        assertThat(weight(result, "rate").verdict()).isEqualTo(Verdict.IDENTIFIABLE);
        assertThat(result.advice()).anySatisfy(a -> {
            assertThat(a.kind()).isEqualTo(Advice.Kind.STATE);
            assertThat(a.text()).isEqualTo("measuring charge to 0.1 V would tell gain");
        });
    }

    @Test
    void anOutputThatTheDataLackIsAdvised() {
        CalibrationResult result = calibrate(new Leak(true), 0);

        assertThat(result.advice()).anySatisfy(a -> {
            assertThat(a.kind()).isEqualTo(Advice.Kind.OUTPUT);
            assertThat(a.text()).isEqualTo("measuring voltmeter to 0.02 V would tell gain");
        });
    }

    /** The input moves already, and of b and g only the product is told: y answers with g·b·u. */
    @Test
    void anInputThatMovesIsNotAdvised() {
        CalibrationResult result = calibrate(new Leak(false), 1);

        assertThat(result.advice()).noneMatch(a -> a.kind() == Advice.Kind.INPUT);
        assertThat(result.combinations().stream().map(Combination::text)).containsExactly("gain·drive");
    }

    private static final class Leak extends PhysicsPrior {
        final Parameter rate = parameter("rate", PER_SECOND).between(1e-2, 1e2).nominal(1);
        final Parameter gain = parameter("gain", NUMBER).between(1e-3, 1e3).nominal(1);
        final Parameter drive =
                parameter("drive", PER_SECOND).between(1e-3, 1e3).nominal(1);
        final State charge = state("charge", VOLT).startsAt(1).within(1);
        final Input source = input("source", VOLT).between(-1, 1);

        Leak(boolean voltmeter) {
            equation(charge.rate(), drive.times(source).minus(rate.times(charge)));
            output("shown", gain.times(charge), 0.01, "through the gain");
            if (voltmeter) {
                output("voltmeter", charge, 0.02, "the charge itself");
            }
        }
    }
}
