package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Invariant;
import dev.weft.priors.testing.Run;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class MassSpringDamperProperties {
    private static final MassSpringDamper PRIOR = new MassSpringDamper();

    /** Decades about 1 kg, 100 N/m and up to strong overdamping: stiffer ones are slow, not different. */
    @Property(tries = 60)
    void invariantsHoldAndEnergyNeverGrowsWithoutForce(
            @ForAll @DoubleRange(min = 0.1, max = 10) double mass,
            @ForAll @DoubleRange(min = 1, max = 1000) double stiffness,
            @ForAll @DoubleRange(min = 0, max = 20) double damping,
            @ForAll @DoubleRange(min = -2, max = 2) double position,
            @ForAll @DoubleRange(min = -5, max = 5) double velocity) {
        Run run = new Run(PRIOR, new double[] {mass, stiffness, damping}, position, velocity);
        double start = energy(run, mass, stiffness);
        double before = start;
        for (int i = 0; i < 20; i++) {
            run.step(0.1, 0);
            double energy = energy(run, mass, stiffness);
            // A step's local error of 1e-8 of the state is 2e-8 of the energy; a few tens of steps fit an interval.
            assertThat(energy).isLessThanOrEqualTo(before + 1e-6 * start + 1e-12);
            before = energy;
            for (Invariant invariant : PRIOR.invariants()) {
                assertThat(run.valueOf(invariant.nonNegative(), 0))
                        .as(invariant.name())
                        .isNotNegative();
            }
        }
    }

    private static double energy(Run run, double mass, double stiffness) {
        return 0.5 * mass * run.state(1) * run.state(1) + 0.5 * stiffness * run.state(0) * run.state(0);
    }
}
