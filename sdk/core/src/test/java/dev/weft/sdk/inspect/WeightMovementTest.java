package dev.weft.sdk.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.weights.WeightLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightMovementTest {
    private static final WeightLayout LAYOUT = WeightLayout.network(List.of(1, 2), 4);

    /** Every step moves the first weight by 0.01; step 30 moves the second by 3 and a bias by −4, too. */
    @Test
    void namesTheStepAndWhatMoved() {
        double[][] theta = drift(60);
        jump(theta, 30, 1, 3);
        jump(theta, 30, 2, -4);
        WeightMovement movement = WeightMovement.of(trajectory(theta), MovementSettings.standard());
        assertThat(movement.median()).isCloseTo(0.01, within(1e-12));
        assertThat(movement.events()).hasSize(1);
        MovementEvent event = movement.events().get(0);
        assertThat(event.step()).isEqualTo(30);
        assertThat(event.time()).isEqualTo(15);
        double squared = 25 + 1e-4;
        assertThat(event.size()).isCloseTo(Math.sqrt(squared), within(1e-12));
        assertThat(event.weights())
                .extracting(MovementEvent.Part::name)
                .containsExactly("layer0.bias[0]", "layer0.weight[1,0]", "layer0.weight[0,0]", "layer0.bias[1]");
        assertThat(event.weights().get(0).change()).isCloseTo(-4, within(1e-12));
        assertThat(event.weights().get(0).share()).isCloseTo(16 / squared, within(1e-12));
        assertThat(event.segments().get(0).name()).isEqualTo("layer0.bias");
        assertThat(event.segments().get(1).share()).isCloseTo((9 + 1e-4) / squared, within(1e-12));
    }

    @Test
    void callsSteadyMovementAndRoundingNoEvent() {
        assertThat(WeightMovement.of(trajectory(drift(60)), MovementSettings.standard())
                        .events())
                .isEmpty();
        double[][] still = new double[60][4];
        for (int t = 0; t < still.length; t++) {
            still[t][0] = 1 + (t % 7) * 1e-16;
        }
        assertThat(WeightMovement.of(trajectory(still), MovementSettings.standard())
                        .events())
                .isEmpty();
    }

    @Test
    void findsAStepOfWeightsThatElseStandStill() {
        double[][] theta = new double[60][4];
        jump(theta, 12, 3, 1e-3);
        assertThat(WeightMovement.of(trajectory(theta), MovementSettings.standard())
                        .events())
                .extracting(MovementEvent::step)
                .containsExactly(12);
    }

    @Test
    void mergesWhatLiesTogetherAndKeepsTheStrongest() {
        double[][] theta = drift(200);
        jump(theta, 50, 1, 1);
        jump(theta, 52, 1, 2);
        jump(theta, 100, 1, 3);
        jump(theta, 150, 1, 0.5);
        WeightTrajectory trajectory = trajectory(theta);
        assertThat(WeightMovement.of(trajectory, MovementSettings.standard()).events())
                .extracting(MovementEvent::step)
                .containsExactly(52, 100, 150);
        assertThat(WeightMovement.of(
                                trajectory,
                                MovementSettings.standard().withSeparation(1).withMostEvents(3))
                        .events())
                .extracting(MovementEvent::step)
                .containsExactly(50, 52, 100);
    }

    @Test
    void measuresFromTheMeanAndBySegment() {
        WeightTrajectory trajectory = trajectory(new double[][] {{3, 4, 0, 1}, {5, 12, 0, -1}});
        assertThat(trajectory.centred()).isDeepEqualTo(new double[][] {{-1, -4, 0, 1}, {1, 4, 0, -1}});
        assertThat(trajectory.norms(LAYOUT.segments().get(0))).containsExactly(5, 13);
        assertThat(trajectory.norms(LAYOUT.segments().get(1))).containsExactly(1, 1);
    }

    @Test
    void hasNoEventWithoutAStep() {
        assertThat(WeightMovement.of(trajectory(new double[1][4]), MovementSettings.standard())
                        .events())
                .isEmpty();
    }

    @Test
    void refusesTrajectoriesThatDoNotFit() {
        double[] times = {0, 1};
        double[][] theta = new double[2][4];
        assertThatThrownBy(() -> new WeightTrajectory("s", times, new double[1][4], LAYOUT))
                .hasMessage("rows of θ of series s = 1 at 2 times, expected one row per time and at least one");
        assertThatThrownBy(() -> new WeightTrajectory("s", times, new double[2][3], LAYOUT))
                .hasMessageStartingWith("weights of series s at step 0 = 3, expected one per name, 4");
        assertThatThrownBy(() -> new WeightTrajectory("s", new double[2], theta, LAYOUT))
                .hasMessage("time 1 of series s = 0.0, expected a finite number after the one before it");
        theta[1][2] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> new WeightTrajectory("s", times, theta, LAYOUT))
                .hasMessageStartingWith(
                        "weight layer0.bias[0] of series s at step 1 = Infinity, expected a finite number");
        assertThatThrownBy(() -> MovementSettings.standard().withThreshold(0))
                .hasMessage("threshold = 0.0, expected a finite number > 0");
    }

    private static double[][] drift(int length) {
        double[][] theta = new double[length][4];
        for (int t = 0; t < length; t++) {
            theta[t][0] = 0.01 * t;
        }
        return theta;
    }

    private static void jump(double[][] theta, int step, int weight, double change) {
        for (int t = step; t < theta.length; t++) {
            theta[t][weight] += change;
        }
    }

    private static WeightTrajectory trajectory(double[][] theta) {
        double[] times = new double[theta.length];
        for (int t = 0; t < times.length; t++) {
            times[t] = 0.5 * t;
        }
        return new WeightTrajectory("s", times, theta, LAYOUT);
    }
}
