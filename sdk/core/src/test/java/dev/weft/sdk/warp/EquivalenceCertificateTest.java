package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.EquivalenceCertificate.LeftOut;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.solvers.arrays.RealArrays;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EquivalenceCertificateTest {
    /** Every structure without extras, and with everything that forecasts may have. */
    static Stream<WarpSettings> settings() {
        return WarpCase.transitions().stream()
                .flatMap(t -> Stream.of(
                        WarpCase.plain().withTransition(t),
                        WarpCase.rich().withTransition(t),
                        WarpCase.rich().withTransition(t).withDrive(Drive.VALUES)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void allWaysAgree(WarpSettings settings) {
        EquivalenceCertificate certificate = EquivalenceCertificate.of(model(settings), 1);

        assertThat(certificate.agreements()).allMatch(Agreement::holds);
        assertThat(certificate.holds()).isTrue();
        // Without convolution, scan, convolution of the sequence and parallel scan.
        boolean continuous = settings.transition().continuous();
        assertThat(certificate.agreements()).hasSize(continuous ? 3 : 7);
        assertThat(certificate.leftOut()).hasSize(continuous ? 2 : 1);
        // That single precision differs shows that something was compared.
        assertThat(certificate.agreements().get(1).weights()).isBetween(1e-10, 1e-3);
    }

    @Test
    void modelsWithTargetsAreNotFedTheirPredictions() {
        WarpSettings settings = WarpCase.plain().withTargets(List.of("y"));
        EquivalenceCertificate certificate = EquivalenceCertificate.of(model(settings), 1);

        assertThat(certificate.holds()).isTrue();
        assertThat(certificate.agreements()).hasSize(6);
        assertThat(certificate.leftOut())
                .extracting(LeftOut::way)
                .containsExactly("many series at once, feeding themselves", "on a device");
    }

    /** Rounding doubles every step or two: after 200 steps of its own nothing of it agrees. */
    @Test
    void aSensitiveLoopIsToldAndStillAgrees() {
        EquivalenceCertificate certificate = EquivalenceCertificate.of(sensitive(), 1);

        assertThat(certificate.loopsApart().orElseThrow()).isGreaterThan(1e-3);
        assertThat(certificate.agreements()).allMatch(Agreement::holds);
    }

    /** What is fed matters to the last step: the loop's predictions of one step before, and nothing else, agree. */
    @Test
    void aLoopThatIsFedSomethingElseDisagrees() {
        CertifiedRuns runs = new CertifiedRuns(model(WarpCase.plain()), 1);
        int context = 2;
        CertifiedRuns.Run loop = runs.batch(RealArrays.doubles(), context, false);
        double[][] wrong =
                Arrays.stream(loop.predictions()).map(double[]::clone).toArray(double[][]::new);
        wrong[3][context * 2] += 1e-6;

        assertThat(apart(loop, runs.stream(context, loop))).isLessThan(1e-12);
        assertThat(apart(loop, runs.stream(context, new CertifiedRuns.Run(loop.weights(), wrong))))
                .isGreaterThan(1e-9);
        assertThat(apart(loop, runs.stream(context + 1))).isGreaterThan(1e-6);
    }

    private static double apart(CertifiedRuns.Run found, CertifiedRuns.Run expected) {
        return EquivalenceCertificate.difference(found.weights(), expected.weights(), 0);
    }

    @Test
    void theSameSeedGivesTheSameCertificate() {
        WarpModel model = model(WarpCase.plain());

        assertThat(EquivalenceCertificate.of(model, 7).agreements())
                .isEqualTo(EquivalenceCertificate.of(model, 7).agreements());
    }

    /** Numbers beyond the largest float: what is infinite in single precision does not agree. */
    @Test
    void aModelThatSinglePrecisionCannotHoldFails() {
        WarpModel model = model(WarpCase.plain().withTransition(TransitionSettings.of(Structure.DIAGONAL)));
        double[] parameters = model.parameters();
        ParameterLayout.Segment bias = model.layout().segment("initial.layer1.bias");
        parameters[bias.offset()] = 1e39;
        EquivalenceCertificate certificate = EquivalenceCertificate.of(model.withParameters(parameters), 1);

        assertThat(certificate.holds()).isFalse();
        assertThat(certificate.agreements())
                .filteredOn(a -> !a.holds())
                .extracting(Agreement::way)
                .contains("many series at once, single precision")
                .doesNotContain("many series at once");
    }

    @Test
    void aDifferenceIsRelativeToTheLargestNumber() {
        double[][] expected = {{1, -200}, {3, 4}};

        assertThat(EquivalenceCertificate.difference(new double[][] {{1, -200}, {3, 4}}, expected, 0))
                .isZero();
        assertThat(EquivalenceCertificate.difference(new double[][] {{1, -200}, {3, 4.5}}, expected, 0))
                .isCloseTo(0.5 / 200, within(1e-15));
        assertThat(EquivalenceCertificate.difference(new double[][] {{1e-3}}, new double[][] {{0}}, 1))
                .isEqualTo(1e-3);
        assertThat(EquivalenceCertificate.difference(new double[][] {{Double.NaN, 0}}, new double[][] {{0, 0}}, 1))
                .isInfinite();
    }

    @Test
    void anAgreementHoldsUpToItsTolerance() {
        assertThat(new Agreement("a", "b", 1e-9, 1e-9, 1e-9).holds()).isTrue();
        assertThat(new Agreement("a", "b", 1.1e-9, 0, 1e-9).holds()).isFalse();
        assertThat(new Agreement("a", "b", 0, 1.1e-9, 1e-9).holds()).isFalse();
        assertThat(new Agreement("a", "b", 0, Double.NaN, 1e-9).holds()).isTrue();
        assertThat(new Agreement("a", "b", Double.NaN, 0, 1e-9).holds()).isFalse();
        assertThat(new Agreement("a", "b", 1.1e-9, 0, 1e-8).holds()).isTrue();
    }

    /**
     * The root is the map x ← 2.1 (tanh(1.5 x + 0.75) − tanh(1.5 x − 0.75)) − 1.717, a hump like the logistic map's: it
     * sends [−0.91, 0.95] into itself and parts neighbours. A and B are next to 1 and 0, so that there is rounding.
     */
    private static WarpModel sensitive() {
        WarpSettings settings = WarpSettings.forecasting(
                List.of("a"),
                RootSettings.of(List.of(2)).withActivation(Activation.TANH).withPrevious(true),
                TransitionSettings.of(Structure.DIAGONAL),
                InitialSettings.freeWeights(),
                400);
        ParameterLayout layout = ParameterLayout.of(settings);
        double[] parameters = new double[layout.size()];
        double[] hump = {0, 1.5, 0, 1.5, 0.75, -0.75, 2.1, -2.1, -1.717};
        Arrays.fill(parameters, 0, hump.length, 1 - 1e-7);
        Arrays.fill(parameters, hump.length, 2 * hump.length, 1e-5);
        System.arraycopy(hump, 0, parameters, layout.segment("initial.theta").offset(), hump.length);
        return new WarpModel(settings, parameters, Normalisation.none(settings), 0.5, WarpProvenance.unknown());
    }

    private static WarpModel model(WarpSettings settings) {
        double[] parameters = new WarpProblem(new WarpCase("certified", settings, 3, false, false), 1, 5).parameters;
        return new WarpModel(settings, parameters, Normalisation.none(settings), 0.5, WarpProvenance.unknown());
    }
}
