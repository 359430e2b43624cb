package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.LearningLimits;
import org.junit.jupiter.api.Test;

class DayLimitTest {
    private static final LearningLimits LIMITS = LearningLimits.standard().withDailyRegion(0.1);

    /** Two parameters: reach 0.1 and three standard deviations of 0.1, so 0.4 either way. */
    private static DayLimit begun() {
        DayLimit day = new DayLimit(2);
        day.enter(100, GaussianEstimate.independent(new double[] {0, 0}, new double[] {0.1, 0.1}));
        return day;
    }

    private static double share(DayLimit day, double[] from, double[] to) {
        return day.share(from, to, LIMITS);
    }

    @Test
    void shortensAStepAtTheEndOfItsReach() {
        assertThat(share(begun(), new double[] {0, 0}, new double[] {0.3, -0.3}))
                .isEqualTo(1);
        assertThat(share(begun(), new double[] {0, 0}, new double[] {0.8, 0.1})).isCloseTo(0.5, offset(1e-12));
        assertThat(share(begun(), new double[] {0.4, 0}, new double[] {0.5, 0})).isCloseTo(0, offset(1e-12));
        assertThat(share(begun(), new double[] {0.4, 0}, new double[] {-0.3, 0}))
                .as("the way back is free")
                .isEqualTo(1);
    }

    /** A parameter that is beyond its reach, as one that is drawn to its home may be, and does not move. */
    @Test
    void aParameterThatStandsStillLeavesTheLimitOfTheOthers() {
        assertThat(share(begun(), new double[] {-5, 0}, new double[] {-5, 0.8})).isCloseTo(0.5, offset(1e-12));
    }
}
