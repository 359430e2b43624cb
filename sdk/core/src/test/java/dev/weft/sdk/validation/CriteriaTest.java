package dev.weft.sdk.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CriteriaTest {
    /** Of two machines Student's t has a closed form, that of Cauchy: tan(π(p − ½)); of very many it is Gauss' 4. */
    @Test
    void fewMachinesMustBeFurtherOffToBeNoAccident() {
        // 1 − Φ(4) = 3.167124183e-5, from M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", table
        // 26.1.
        double tail = 3.167124183e-5;

        assertThat(Criteria.accident(2)).isCloseTo(1 / Math.tan(Math.PI * tail), within(1.0));
        assertThat(Criteria.accident(1_000_000)).isCloseTo(4, within(1e-3));
        assertThat(Criteria.accident(8)).isGreaterThan(Criteria.accident(24));
        assertThat(Criteria.accident(24)).isBetween(4.5, 5.2);
        assertThat(Criteria.accident(1)).isInfinite();
    }
}
