package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.estimation.ProfileLikelihood.Profile;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ProfileLikelihoodTest {
    private static final LeastSquaresSettings SEARCH = new LeastSquaresSettings(1, 0, 1, 100, 1);

    /** Residuals and Jacobian written by hand into the given arrays, the latter only if it has room. */
    private record Written(int unknowns, int residuals, BiConsumer<double[], double[][]> writer)
            implements ResidualModel {
        @Override
        public void evaluate(double[] z, double[] out, double[] jacobian) {
            writer.accept(z, new double[][] {out, jacobian.length > 0 ? jacobian : new double[out.length * unknowns]});
        }
    }

    private static ResidualModel line(double[] t, double[] y) {
        return new Written(2, t.length, (z, out) -> {
            for (int i = 0; i < t.length; i++) {
                out[0][i] = y[i] - z[0] - z[1] * t[i];
                out[1][2 * i] = -1;
                out[1][2 * i + 1] = -t[i];
            }
        });
    }

    /** Two readings with standard deviations of 1, the means a and ρ·a; unknown are ρ and a. */
    private static ResidualModel ratio(double y1, double y2) {
        return new Written(2, 2, (z, out) -> {
            out[0][0] = y1 - z[1];
            out[0][1] = y2 - z[0] * z[1];
            out[1][0] = 0;
            out[1][1] = -1;
            out[1][2] = -z[1];
            out[1][3] = -z[0];
        });
    }

    /** Of a line the variances are 1/n + t̄²/S and 1/S, S = Σ (t − t̄)². */
    @Test
    void ofALinearModelTheIntervalIsThatOfTheCurvature() {
        double[] t = {0, 1, 2, 3, 4};
        double[] y = {0.3, 1.1, 1.7, 3.4, 3.9};
        ProfileLikelihood likelihood = new ProfileLikelihood(() -> line(t, y), new double[2], SEARCH);
        double[] variances = {0.2 + 4 / 10.0, 1 / 10.0};
        double slope = (-2 * 0.3 - 1.1 + 3.4 + 2 * 3.9) / 10;
        double[] best = {(0.3 + 1.1 + 1.7 + 3.4 + 3.9) / 5 - 2 * slope, slope};
        for (int j = 0; j < 2; j++) {
            Profile profile = likelihood.of(j, 0.5, -100, 100);
            double reach = Math.sqrt(ProfileLikelihood.RISE_95 * variances[j]);
            // The rise is met to 0.005 of 3.84, which is 0.00065 of the reach.
            assertThat(profile.lower()).isCloseTo(best[j] - reach, within(1e-3 * reach));
            assertThat(profile.upper()).isCloseTo(best[j] + reach, within(1e-3 * reach));
            for (ProfileLikelihood.Point point : profile.points()) {
                assertThat(point.rise()).isCloseTo(Math.pow(point.at() - best[j], 2) / variances[j], within(1e-6));
            }
        }
    }

    /**
     * Of a ratio of two means the profile is (y₂ − ρ·y₁)² / (1 + ρ²), so that its ends are the roots of Fieller's
     * quadratic (E. C. Fieller, "Some problems in interval estimation", 1954): lopsided.
     */
    @Test
    void ofARatioTheIntervalIsFiellers() {
        double y1 = 4;
        double y2 = 6;
        Profile profile = new ProfileLikelihood(() -> ratio(y1, y2), new double[] {1, 3}, SEARCH).of(0, 0.5, -50, 50);
        double g = ProfileLikelihood.RISE_95;
        double a = y1 * y1 - g;
        double root = Math.sqrt(y1 * y1 * y2 * y2 - a * (y2 * y2 - g));
        double lower = (y1 * y2 - root) / a;
        double upper = (y1 * y2 + root) / a;

        assertThat(profile.lower()).isCloseTo(lower, within(2e-3));
        assertThat(profile.upper()).isCloseTo(upper, within(5e-3));
        assertThat(upper - 1.5).isGreaterThan(1.5 * (1.5 - lower));
    }

    /** With y₁ = 1.5 the rise is at most y₁² = 2.25 on the way up: no ratio is too large. */
    @Test
    void anEndThatTheDataDoNotSetIsOpen() {
        Profile profile = new ProfileLikelihood(() -> ratio(1.5, 6), new double[] {4, 1.5}, SEARCH).of(0, 1, -100, 1e4);

        assertThat(profile.upper()).isEqualTo(Double.POSITIVE_INFINITY);
        // (6 − 1.5ρ)² = 3.84·(1 + ρ²) has the roots 0.83 and −12.0: the first is the lower end.
        double a = 2.25 - ProfileLikelihood.RISE_95;
        double root = Math.sqrt(81 - a * (36 - ProfileLikelihood.RISE_95));
        assertThat(profile.lower()).isCloseTo((9 - root) / a, within(5e-3));
        assertThat(profile.points()).isSortedAccordingTo((p, q) -> Double.compare(p.at(), q.at()));
        assertThat(profile.points().get(profile.points().size() - 1).at()).isEqualTo(1e4);
    }

    @Test
    void aSingleUnknownNeedsNoOthers() {
        ResidualModel one = new Written(1, 1, (z, out) -> {
            out[0][0] = (3 - z[0]) / 0.5;
            out[1][0] = -2;
        });
        Profile profile = new ProfileLikelihood(() -> one, new double[] {0}, SEARCH).of(0, 5, -100, 100);

        assertThat(profile.lower()).isCloseTo(3 - 1.959964 * 0.5, within(1e-3));
        assertThat(profile.upper()).isCloseTo(3 + 1.959964 * 0.5, within(1e-3));
    }

    @Test
    void theFirstStepMustBePositive() {
        ProfileLikelihood likelihood = new ProfileLikelihood(() -> ratio(4, 6), new double[] {1, 3}, SEARCH);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> likelihood.of(0, 0, -1, 1))
                .withMessage("first step = 0.0, expected > 0");
    }
}
