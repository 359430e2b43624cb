package dev.weft.sdk.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.RootNetwork;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkLayoutTest {
    /** 1 → 3 → 2: 3·1 + 3 + 2·3 + 2 = 14. */
    private final WeightLayout layout = WeightLayout.network(List.of(1, 3, 2), 15);

    @Test
    void layersFollowEachOtherWeightsBeforeBiases() {
        assertThat(layout.segments().stream().map(s -> s.name() + " " + s.shapeText() + " " + s.offset()))
                .containsExactly(
                        "layer0.weight 3×1 0",
                        "layer0.bias 3 3",
                        "layer1.weight 2×3 6",
                        "layer1.bias 2 12",
                        "idle 1 14");
        assertThat(layout.slots().stream().map(WeightSlot::path))
                .containsExactly(
                        "layer0.weight[0,0]",
                        "layer0.weight[1,0]",
                        "layer0.weight[2,0]",
                        "layer0.bias[0]",
                        "layer0.bias[1]",
                        "layer0.bias[2]",
                        "layer1.weight[0,0]",
                        "layer1.weight[0,1]",
                        "layer1.weight[0,2]",
                        "layer1.weight[1,0]",
                        "layer1.weight[1,1]",
                        "layer1.weight[1,2]",
                        "layer1.bias[0]",
                        "layer1.bias[1]",
                        "idle");
        assertThat(layout.size()).isEqualTo(15);
        assertThat(layout.parameterCount() + layout.stateCount()).isZero();
        assertThat(layout.toPhysical(new double[15])).containsOnly(0);
        assertThat(layout.slots()).allSatisfy(s -> assertThat(s.meaning()).isNotBlank());
    }

    @Test
    void namesOfWeightSpaceModelsAreThoseOfTheirRootNetwork() {
        WarpSettings settings = WarpSettings.forecasting(
                List.of("a"),
                RootSettings.of(List.of(2)),
                TransitionSettings.of(Structure.BLOCK_DIAGONAL),
                InitialSettings.freeWeights(),
                9);
        WeightLayout names = settings.weightLayout();
        RootNetwork root = new RootNetwork(settings);

        assertThat(names.size()).isEqualTo(settings.weights()).isEqualTo(8);
        assertThat(names.slots().get(7).path()).isEqualTo("idle");
        assertThat(new HashSet<>(names.slots().stream().map(WeightSlot::path).toList()))
                .hasSize(8);
        // The last bias is the one weight that the output depends on with slope 1.
        Expr slope = Derivative.of(
                root.outputs().get(0),
                root.weights().get(names.segment("layer1.bias").offset()));
        assertThat(slope).isEqualTo(Expr.ONE);
    }

    @Test
    void aViewReadsAndWritesTheVectorItself() {
        double[] theta = new double[15];
        WeightView view = layout.view(theta, "layer1.weight");
        view.set(1, 2, 7);
        view.set(0, 5);

        assertThat(theta[6 + 5]).isEqualTo(7);
        assertThat(theta[6]).isEqualTo(5);
        theta[7] = 3;
        assertThat(view.get(0, 1)).isEqualTo(3);
        assertThat(view.get(1)).isEqualTo(3);
        assertThat(view.buffer().get(5)).isEqualTo(7);
        assertThat(view.buffer().capacity()).isEqualTo(6).isEqualTo(view.length());
        view.buffer().put(0, -1);
        assertThat(theta[6]).isEqualTo(-1);
        assertThat(view.toArray()).containsExactly(-1, 3, 0, 0, 0, 7);
        assertThat(layout.view(theta, "layer1.bias").get(1, 0)).isZero();
    }

    @Test
    void aViewDoesNotLeaveItsSegment() {
        WeightView view = layout.view(new double[15], "layer1.weight");

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.get(6));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.get(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.get(0, 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.set(2, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout.view(new double[14], "idle"))
                .withMessage("weights = 14, expected 15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout.view(new double[15], "layer2.bias"))
                .withMessageStartingWith("segment = layer2.bias, expected one of [layer0.weight");
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightLayout.network(List.of(1, 3, 2), 13))
                .withMessage("weights of a network of widths [1, 3, 2] = 14, expected at most 13");
        assertThatIllegalArgumentException().isThrownBy(() -> WeightLayout.network(List.of(1), 9));
        assertThatIllegalArgumentException().isThrownBy(() -> WeightLayout.network(List.of(1, 0), 9));
        assertThat(WeightLayout.network(List.of(1, 1), 4).slots().get(3).path()).isEqualTo("idle[1]");
    }

    @Test
    void aPriorHasParametersAndStates() {
        WeightLayout physics = WeightLayout.of(new MassSpringDamper());

        assertThat(WeightTable.segments(physics)).isEqualTo("""
                segment     kind       shape  indices
                parameters  parameter  3      0 … 2
                state       state      2      3 … 4
                """);
        assertThat(WeightTable.slots(physics, physics.toWeights(new double[] {1, 2, 3, 4, 5}))
                        .lines())
                .hasSize(6)
                .contains(
                        "0      parameter.mass       1.00000  kg     0.001 … 1000.0",
                        "3      state.position       4.00000  m");
        assertThat(physics.view(new double[] {1, 2, 3, 4, 5}, "state").toArray())
                .containsExactly(4, 5);
    }

    @Test
    void aNetworkIsPrinted() {
        assertThat(WeightTable.segments(layout).lines())
                .hasSize(6)
                .contains("layer1.weight  layer  2×3    6 … 11", "idle           idle   1      14 … 14");
        assertThat(WeightTable.slots(layout, new double[15]).lines()).contains("14     idle                0.00000");
        assertThatIllegalArgumentException().isThrownBy(() -> WeightTable.slots(layout, new double[1]));
    }
}
