package dev.weft.priors.fluids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: the gas laws of a closed chamber, the choked flow of ISO 6358-1 and the balance of forces at rest. */
class PneumaticCylinderTest {
    private static final PneumaticCylinder PRIOR = new PneumaticCylinder();
    private static final double AREA = 8e-4;
    private static final double DEAD = 2e-5;
    private static final double SUPPLY = 7e5;
    private static final double OUTSIDE = 101325;

    private static double[] parameters(double mass, double friction) {
        return new double[] {AREA, DEAD, 0.1, mass, 2500, friction, 2e-8, 0.3};
    }

    /** With the valve shut p·V^1.4 stays as it is, however the piston moves. */
    @Test
    void aClosedChamberIsAnAdiabaticSpring() {
        Run run = new Run(PRIOR, parameters(1, 5), 3e5, 0.02, 0);
        double start = 3e5 * Math.pow(DEAD + AREA * 0.02, 1.4);
        double farthest = 0;
        for (int i = 0; i < 200; i++) {
            run.step(1e-3, 0, SUPPLY);
            farthest = Math.max(farthest, run.state(1));
            double now = run.state(0) * Math.pow(DEAD + AREA * run.state(1), 1.4);
            // 1e-8 of the states a step, some steps an interval.
            assertThat(now).isCloseTo(start, offset(2e-6 * start));
        }
        assertThat(farthest).isGreaterThan(0.04);
    }

    /** A piston of 10 t hardly moves: dp/dt = κ·p₀·C·u·p_s/V while p is below b·p_s = 210 kPa. */
    @Test
    void aChokedValveFillsAtAConstantRate() {
        double rate = 1.4 * 1e5 * 2e-8 * 0.5 * SUPPLY / (DEAD + AREA * 0.05);
        Run run = new Run(PRIOR, parameters(1e4, 1e5), OUTSIDE, 0.05, 0);
        for (int i = 0; i < 4; i++) {
            run.step(1e-3, 0.5, SUPPLY);
            // The smoothed root is below 1 by 2.5e-7 of it; the piston moves by less than 0.1 µm, 1e-6 of the volume.
            assertThat(run.state(0) - OUTSIDE).isCloseTo(rate * run.time(), offset(1e-5 * rate * run.time()));
        }
        assertThat(run.state(0)).isBetween(1.5e5, 2.1e5);
    }

    /** Venting from far above: choked too, in proportion to the pressure, so that it decays exponentially. */
    @Test
    void aChokedValveVentsExponentially() {
        double rate = 1.4 * 1e5 * 2e-8 * 0.5 / (DEAD + AREA * 0.05);
        Run run = new Run(PRIOR, parameters(1e4, 1e5), 8e5, 0.05, 0);
        run.step(0.01, -0.5, SUPPLY);
        assertThat(run.state(0)).isGreaterThan(OUTSIDE / 0.3);
        // 435 N move the piston by 2 µm meanwhile: 1.4·A·x/V = 4e-5 of the pressure.
        assertThat(run.state(0)).isCloseTo(8e5 * Math.exp(-rate * 0.01), withinPercentage(0.01));
    }

    /** Halfway between critical and equal pressures the flow is √(1 − ¼) of the choked one. */
    @Test
    void aSubsonicFlowFollowsTheEllipse() {
        double pressure = 0.65 * SUPPLY;
        double choked = 1.4 * 1e5 * 2e-8 * 0.5 * SUPPLY / (DEAD + AREA * 0.05);
        Run run = new Run(PRIOR, parameters(1e4, 1e5), pressure, 0.05, 0);
        run.step(1e-6, 0.5, SUPPLY);
        // Within a microsecond the ratio of pressures rises by 3e-5 of itself.
        assertThat((run.state(0) - pressure) / 1e-6).isCloseTo(choked * Math.sqrt(0.75), withinPercentage(0.01));
    }

    @Test
    void restsWhereTheSpringHoldsThePressureOfTheSupply() {
        Run run = new Run(PRIOR, parameters(1, 80), 2e5, 0.03, 0);
        double supply = 3e5;
        for (int i = 0; i < 100; i++) {
            run.step(0.02, 1, supply);
        }
        assertThat(run.state(0)).isCloseTo(supply, withinPercentage(1e-3));
        assertThat(run.state(1)).isCloseTo((supply - OUTSIDE) * AREA / 2500, withinPercentage(1e-2));
    }

    @Test
    void theStopsHoldThePiston() {
        Run run = new Run(PRIOR, parameters(1, 80), 2e5, 0.03, 0);
        for (int i = 0; i < 100; i++) {
            run.step(0.02, 1, SUPPLY);
        }
        // (599 kPa · 8 cm² − 250 N) / (1 N/µm) = 0.23 mm.
        assertThat(run.state(1) - 0.1).isCloseTo(2.29e-4, withinPercentage(1));
        for (int i = 0; i < 100; i++) {
            run.step(0.02, -1, SUPPLY);
        }
        assertThat(run.state(0)).isCloseTo(OUTSIDE, withinPercentage(1e-2));
        assertThat(run.state(1)).isCloseTo(0, offset(1e-5));
        assertThat(run.psi()).matches(Run::allFinite);
    }
}
