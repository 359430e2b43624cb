package dev.weft.priors.fluids;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Invariant;
import dev.weft.priors.Parameter;
import dev.weft.priors.testing.Run;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CascadedTanksProperties {
    private static final CascadedTanks PRIOR = new CascadedTanks();

    /** Parameters anywhere within their bounds, the pump between off and full. */
    @Property(tries = 60)
    void invariantsHoldTheSensorSaturatesAndNothingIsNaN(@ForAll long seed) {
        Random random = new Random(seed);
        double[] p = PRIOR.parameters().stream()
                .mapToDouble(q -> between(q, random.nextDouble()))
                .toArray();
        Run run = new Run(PRIOR, p, 10 * random.nextDouble(), 10 * random.nextDouble());
        for (int i = 0; i < 50; i++) {
            double pump = 8 * random.nextDouble() * random.nextInt(2);
            run.step(4, pump);
            for (Invariant invariant : PRIOR.invariants()) {
                assertThat(run.valueOf(invariant.nonNegative(), pump))
                        .as(invariant.name())
                        .isNotNegative();
            }
            double[] shown = run.outputsAndJacobians(pump);
            assertThat(shown[0]).isLessThanOrEqualTo(10);
            assertThat(shown).matches(Run::allFinite);
            assertThat(run.psi()).matches(Run::allFinite);
            // A pump that only brings water cannot make a level negative; 1e-8 is the integrator's own error.
            assertThat(run.state(0)).isGreaterThan(-1e-6);
            assertThat(run.state(1)).isGreaterThan(-1e-6);
        }
    }

    /** Even in the logarithm where the lower bound allows it: small outflows are as likely as large ones. */
    private static double between(Parameter p, double share) {
        return p.lower() > 0
                ? p.lower() * Math.pow(p.upper() / p.lower(), share)
                : p.lower() + (p.upper() - p.lower()) * share;
    }
}
