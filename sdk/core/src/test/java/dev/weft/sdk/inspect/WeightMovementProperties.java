package dev.weft.sdk.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.weights.WeightLayout;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WeightMovementProperties {
    private static final int LENGTH = 200;
    /** Two weights, two biases and an idle number. */
    private static final WeightLayout LAYOUT = WeightLayout.network(List.of(1, 2), 5);

    /** A random walk of steps of about 2 with a jump of 60, some 50 robust deviations, in one weight. */
    @Property(tries = 100)
    void findsAJumpInARandomWalkInAnyUnit(
            @ForAll @IntRange(min = 1, max = LENGTH - 1) int step,
            @ForAll @IntRange(max = 4) int weight,
            @ForAll @IntRange(min = -6, max = 6) int magnitude,
            @ForAll long seed) {
        double unit = Math.pow(10, magnitude);
        Random random = new Random(seed);
        double[] times = new double[LENGTH];
        double[][] theta = new double[LENGTH][5];
        for (int t = 1; t < LENGTH; t++) {
            times[t] = t;
            for (int i = 0; i < 5; i++) {
                theta[t][i] =
                        theta[t - 1][i] + unit * random.nextGaussian() + (t == step && i == weight ? 60 * unit : 0);
            }
        }
        WeightMovement movement = WeightMovement.of(
                new WeightTrajectory("walk", times, theta, LAYOUT),
                MovementSettings.standard().withMostEvents(1));
        assertThat(movement.events()).extracting(MovementEvent::step).containsExactly(step);
        MovementEvent event = movement.events().get(0);
        assertThat(event.weights().get(0).name())
                .isEqualTo(LAYOUT.slots().get(weight).name());
        assertThat(event.weights()).hasSize(5);
        assertThat(event.weights().stream()
                        .mapToDouble(MovementEvent.Part::share)
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThat(event.segments().stream()
                        .mapToDouble(MovementEvent.Part::share)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }
}
