package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarpModelTest {
    private static WarpSettings settings(Structure structure) {
        TransitionSettings transition =
                structure == Structure.LOW_RANK ? TransitionSettings.lowRank(2) : TransitionSettings.of(structure);
        return WarpSettings.forecasting(
                List.of("a", "b"), RootSettings.of(List.of(2)), transition, InitialSettings.network(List.of()), 10);
    }

    private static WarpModel model(Structure structure) {
        WarpSettings settings = settings(structure);
        double[] parameters = new double[ParameterLayout.of(settings).size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i;
        }
        return new WarpModel(settings, parameters, Normalisation.none(settings), 0.5, WarpProvenance.unknown());
    }

    @ParameterizedTest
    @EnumSource
    void transitionAndInputMatrixHoldTheirParameters(Structure structure) {
        WarpModel model = model(structure);
        int d = model.settings().weights();
        int from = model.layout().transitionSize();

        assertThat(model.transition().parameters())
                .hasSize(from)
                .startsWith(0, 1, 2)
                .endsWith(from - 1);
        assertThat(model.transition().size()).isEqualTo(d);
        assertThat(model.inputMatrix().numRows).isEqualTo(d);
        assertThat(model.inputMatrix().get(1, 0)).isEqualTo(from + 2);
        assertThat(model.parameter("initial.layer0.bias"))
                .hasSize(d)
                .endsWith(model.layout().size() - 1);
    }

    @Test
    void lowRankIsDiagonalPlusProduct() {
        WarpModel model = model(Structure.LOW_RANK);
        double[] u = model.parameter("transition.U");
        double[] v = model.parameter("transition.V");
        double[] diagonal = model.parameter("transition.diagonal");

        assertThat(model.transition().toMatrix().get(3, 3)).isEqualTo(diagonal[3] + u[6] * v[6] + u[7] * v[7]);
        assertThat(model.transition().toMatrix().get(3, 1)).isEqualTo(u[6] * v[2] + u[7] * v[3]);
    }

    @Test
    void nothingCanBeChangedThroughWhatIsReturned() {
        WarpModel model = model(Structure.DENSE);
        model.parameters()[0] = 99;
        model.parameter("transition.A")[0] = 99;
        model.inputMatrix().set(0, 0, 99);

        assertThat(model.parameters()).startsWith(0, 1, 2);
        assertThat(model.parameter("input.B")[0]).isEqualTo(model.layout().transitionSize());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.withParameters(new double[3]))
                .withMessageContaining(
                        "parameters = 3, expected " + model.layout().size());
    }

    @Test
    void refusesWhatDoesNotFit() {
        WarpSettings settings = settings(Structure.DIAGONAL);
        double[] parameters = new double[ParameterLayout.of(settings).size()];
        Normalisation none = Normalisation.none(settings);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WarpModel(settings, parameters, Normalisation.none(1, 0, 0), 1, WarpProvenance.unknown()))
                .withMessageContaining("normalisation of signals = 1 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarpModel(settings, parameters, none, 0, WarpProvenance.unknown()))
                .withMessageContaining("interval = 0.0 s");
        parameters[12] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarpModel(settings, parameters, none, 1, WarpProvenance.unknown()))
                .withMessageContaining("holds NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WarpProvenance.unknown().withLosses(java.util.Map.of("training", Double.NaN)))
                .withMessageContaining("loss training = NaN");
    }
}
