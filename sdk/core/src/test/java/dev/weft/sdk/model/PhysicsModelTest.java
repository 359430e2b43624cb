package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicsModelTest {
    private static final MassSpringDamper PRIOR = new MassSpringDamper();
    private static final NoiseModel NOISE = NoiseModel.nominal(PRIOR, 1);

    private static GaussianEstimate estimate(int size) {
        return GaussianEstimate.independent(new double[size], new double[size]);
    }

    @Test
    void nominalModelStandsAtThePriorsNominalValues() {
        PhysicsModel model = PhysicsModel.nominal(PRIOR, 0.1);
        double[] values = model.layout().toPhysical(model.start().mean());

        // Through a logit and back; some tens of ulps.
        assertThat(values).usingComparatorWithPrecision(1e-10).containsExactly(1, 100, 1, 1, 0);
        assertThat(model.start().standardDeviation(0)).isEqualTo(1);
        assertThat(model.start().standardDeviation(4)).isEqualTo(10);
        assertThat(model.samplingInterval()).isEqualTo(0.1);
        assertThat(model.card()).isEqualTo(ModelCard.nominal());
    }

    @Test
    void anEstimateOfAnotherSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhysicsModel(PRIOR, estimate(4), NOISE, 1, ModelCard.nominal()))
                .withMessage("θ has 4 entries, expected 5 for prior mass-spring-damper");
    }

    @Test
    void noiseOfAnotherSizeIsRefused() {
        NoiseModel oneSensor = new NoiseModel(new double[] {1}, new double[] {1, 1}, 0);
        NoiseModel threeStates = new NoiseModel(new double[] {1, 1}, new double[] {1, 1, 1}, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhysicsModel(PRIOR, estimate(5), oneSensor, 1, ModelCard.nominal()))
                .withMessage("the noise is of 1 outputs and 2 states, expected 2 and 2 for prior mass-spring-damper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhysicsModel.nominal(PRIOR, 1).withNoise(threeStates))
                .withMessageContaining("3 states");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anIntervalThatIsNoneIsRefused(double interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhysicsModel(PRIOR, estimate(5), NOISE, interval, ModelCard.nominal()))
                .withMessage("sampling interval = " + interval + " s, expected a finite number > 0");
    }

    @Test
    void theModelKeepsItsOwnEstimate() {
        GaussianEstimate given = estimate(5);
        PhysicsModel model = new PhysicsModel(PRIOR, given, NOISE, 1, ModelCard.nominal());
        given.mean()[0] = 7;
        model.start().mean()[1] = 8;
        model.start().covariance().set(0, 0, 9);

        assertThat(model.start().mean()).containsOnly(0);
        assertThat(model.start().covariance().get(0, 0)).isZero();
    }

    @Test
    void aSiblingsParametersMayDifferSharedOnesAndStatesAreAsUncertainAsBefore() {
        DMatrixRMaj covariance = new DMatrixRMaj(5, 5);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                covariance.set(i, j, i == j ? 0.5 : 0.1);
            }
        }
        PhysicsModel model = new PhysicsModel(
                PRIOR, new GaussianEstimate(new double[] {1, 2, 3, 4, 5}, covariance), NOISE, 1, ModelCard.nominal());
        GaussianEstimate sibling = model.forSibling(0.3, Set.of("damping")).start();

        assertThat(sibling.mean()).containsExactly(1, 2, 3, 4, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(sibling.covariance().get(i, i)).isCloseTo(i < 2 ? 0.5 + 0.09 : 0.5, offset(1e-15));
        }
        assertThat(sibling.covariance().get(0, 4)).isEqualTo(0.1);
        assertThat(model.start().covariance().get(0, 0)).isEqualTo(0.5);
        assertThat(model.forSibling(0, Set.of()).start().covariance().get(0, 0)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSpreadThatIsNoneIsRefused(double spread) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhysicsModel.nominal(PRIOR, 1).forSibling(spread, Set.of()))
                .withMessage("spread = " + spread + ", expected a finite number >= 0");
    }

    @Test
    void aSharedParameterThatThePriorDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhysicsModel.nominal(PRIOR, 1).forSibling(0.1, Set.of("weight")))
                .withMessage("shared parameter weight is not one of prior mass-spring-damper");
    }
}
