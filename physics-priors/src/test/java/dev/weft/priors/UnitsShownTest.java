package dev.weft.priors;

import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnitsShownTest {
    /** An empirical fit: metres plus seconds, squared, and the root of a logarithm of it. */
    static final class Empirical extends PhysicsPrior {
        final Parameter a = parameter("a", METRE).between(0, 10);
        final State level = state("level", METRE).startsAt(2);
        final Input age = input("age", SECOND);

        Empirical() {
            super(UnitUse.SHOWN);
            Quantity mixed = level.plus(age).times(a);
            equation(level.rate(), mixed.log().sqrt().negate());
            output("level", level, 0.1, "");
            output("mixed", mixed.shownIn(SECOND), 0.1, "");
            output("sum", mixed.plus(Quantity.of(2, METRE)), 0.1, "");
        }
    }

    static final class Checked extends PhysicsPrior {
        final State level = state("level", METRE);

        Checked() {
            equation(level.rate(), level.over(Quantity.of(1, SECOND)));
        }
    }

    @Test
    void areShownAndNotChecked() {
        Empirical prior = new Empirical();
        assertThat(prior.areUnitsChecked()).isFalse();
        assertThat(prior.gaps()).isEmpty();
        assertThat(prior.level.unit()).isEqualTo(METRE);
        assertThat(prior.outputs().get(0).unit()).isEqualTo(METRE);
        assertThat(prior.outputs().get(1).unit()).isEqualTo(SECOND);
        // What was computed and never labelled is a plain number.
        assertThat(prior.outputs().get(2).unit()).isEqualTo(Units.NUMBER);
    }

    @Test
    void computeAsWritten() {
        double[] values = new double[3];
        Empirical prior = new Empirical();
        prior.system()
                .outputValues()
                .evaluate(
                        new double[] {2, 3, 5},
                        values,
                        prior.system().outputValues().newScratch());
        assertThat(values).containsExactly(2, 21, 23);
    }

    @Test
    void areCheckedInAllOtherPriors() {
        Checked prior = new Checked();
        assertThat(prior.areUnitsChecked()).isTrue();
        assertThatThrownBy(() -> prior.level.plus(Quantity.of(1, SECOND))).isInstanceOf(UnitClashException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.level.shownIn(SECOND))
                .withMessageContaining("which is checked");
    }
}
