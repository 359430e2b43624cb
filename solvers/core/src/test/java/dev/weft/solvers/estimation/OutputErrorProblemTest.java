package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.testing.Differences;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A nonlinear pair of states under an input, observed through a gain that only the output knows:
 * x' = a x − b x v + u, v' = b x v − v, y₁ = g x + u/2, y₂ = x v.
 */
class OutputErrorProblemTest {
    private static final Tolerances TIGHT = new Tolerances(1e-12, 1e-12);
    private static final double[] TRUE_PARAMETERS = {0.8, 1.1, 1.7};
    private static final double[] TRUE_STARTS = {1.2, 0.7, 0.4, 1.5};
    private static final double[] SCALES = {0.5, 2};

    private final OdeSystem system = system();
    private final List<Coordinate> coordinates = List.of(
            Coordinate.between(0, Double.POSITIVE_INFINITY),
            Coordinate.between(0.2, 3),
            Coordinate.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    private List<MeasuredSeries> data = List.of();

    private static OdeSystem system() {
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        Expr a = Expr.symbol("a");
        Expr b = Expr.symbol("b");
        Expr g = Expr.symbol("g");
        Expr u = Expr.symbol("u");
        Expr meeting = b.times(x).times(v);
        return new OdeSystem(
                List.of(x, v),
                List.of(a, b, g),
                List.of(u),
                List.of(a.times(x).minus(meeting).plus(u), meeting.minus(v)),
                List.of(g.times(x).plus(u.times(0.5)), x.times(v)));
    }

    @BeforeEach
    void simulateBothRuns() {
        MeasuredSeries first = empty("first", 12, 0.3, 0.2);
        MeasuredSeries second = empty("second", 7, 0.5, -0.1);
        double[] residuals = residuals(problem(List.of(first, second), vague()), trueUnknowns());
        int row = 0;
        for (MeasuredSeries run : List.of(first, second)) {
            for (int i = 0; i < run.length(); i++) {
                for (int k = 0; k < 2; k++) {
                    // r = (0 − ŷ)/σ of a measured 0 tells ŷ.
                    run.outputs(i)[k] = -residuals[row++] * SCALES[k];
                }
            }
        }
        data = List.of(first, second);
    }

    @Test
    void tellsItsSizes() {
        OutputErrorProblem problem = problem(data, vague());

        assertThat(problem.unknowns()).isEqualTo(3 + 2 * 2);
        assertThat(problem.measurements()).isEqualTo(2 * (12 + 7));
        assertThat(problem.residuals()).isEqualTo(38 + 7);
    }

    @Test
    void theFirstSampleIsReadBeforeAnyTimePasses() {
        double[] r = residuals(problem(List.of(empty("a", 1, 1, 0.4), empty("b", 1, 1, 0)), vague()), trueUnknowns());

        // y₁ = g x + u/2, y₂ = x v at the initial states; exact but for the round trip of g, which is the identity.
        assertThat(Arrays.copyOf(r, 4))
                .containsExactly(
                        new double[] {-(1.7 * 1.2 + 0.2) / 0.5, -(1.2 * 0.7) / 2, -(1.7 * 0.4) / 0.5, -(0.4 * 1.5) / 2},
                        within(1e-14));
    }

    @Test
    void theJacobianAgreesWithDifferences() {
        data.get(0).outputs(3)[0] = Double.NaN;
        data.get(1).outputs(0)[1] = Double.NaN;
        double[] deviations = {0.5, 1, 2, 3, 4, 5, 6};
        requireJacobian(problem(data, GaussianPrior.independent(new double[7], deviations)), trueUnknowns());
    }

    /** Parameters 2 and 0 are each series' own; half of the residuals are beyond the threshold. */
    @Test
    void theJacobianAgreesWithDifferencesWhereSeriesHaveTheirOwnParametersAndResidualsAreBent() {
        double[] z = Arrays.copyOf(trueUnknowns(), 11);
        z[8] = 0.3;
        z[10] = -0.2;
        double[] deviations = new double[11];
        Arrays.fill(deviations, 2);
        GaussianPrior prior = GaussianPrior.independent(new double[11], deviations);
        requireJacobian(new OutputErrorProblem(system, TIGHT, coordinates, data, SCALES, prior, List.of(2, 0), 0.1), z);
    }

    @Test
    void aSeriesWithAnOffsetIsThatOfTheOtherParameter() {
        double[] z = Arrays.copyOf(trueUnknowns(), 9);
        z[7] = 0.25;
        z[8] = 0.25;
        double[] deviations = new double[9];
        Arrays.fill(deviations, Double.POSITIVE_INFINITY);
        OutputErrorProblem own = new OutputErrorProblem(
                system,
                TIGHT,
                coordinates,
                data,
                SCALES,
                GaussianPrior.independent(new double[9], deviations),
                List.of(1),
                Double.POSITIVE_INFINITY);
        double[] shared = trueUnknowns();
        shared[1] += 0.25;

        assertThat(Arrays.copyOf(residuals(own, z), 38))
                .containsExactly(Arrays.copyOf(residuals(problem(data, vague()), shared), 38));
    }

    private static void requireJacobian(OutputErrorProblem problem, double[] truth) {
        double[] z = truth.clone();
        // Off the truth, where residuals are not zero.
        for (int j = 0; j < z.length; j++) {
            z[j] += 0.1 * (j % 2 == 0 ? 1 : -1);
        }
        double[] jacobian = new double[problem.residuals() * problem.unknowns()];
        double[] r = new double[problem.residuals()];
        problem.evaluate(z, r, jacobian);

        // States and outputs are the same on both paths: steps are chosen by the states.
        assertThat(r).containsExactly(residuals(problem, z), within(1e-9));
        for (int j = 0; j < z.length; j++) {
            int column = j;
            // The rows are differenced over the same points.
            Map<Double, double[]> known = new HashMap<>();
            for (int i = 0; i < r.length; i++) {
                int row = i;
                double difference = Differences.derivative(
                                value -> known.computeIfAbsent(value, v -> {
                                    double[] moved = z.clone();
                                    moved[column] = v;
                                    return residuals(problem, moved);
                                })[row],
                                z[j],
                                0.05)
                        .value();
                // Integration to 1e-12 a step, divided by steps of 1e-2 and less.
                assertThat(jacobian[i * z.length + j])
                        .as("∂r%d/∂z%d", i, j)
                        .isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
            }
        }
    }

    @Test
    void missingOutputsHaveNoResidualAndNoSlopeEvenInAUsedBuffer() {
        data.get(0).outputs(3)[0] = Double.NaN;
        OutputErrorProblem problem = problem(data, vague());
        double[] r = new double[problem.residuals()];
        double[] jacobian = new double[problem.residuals() * problem.unknowns()];
        Arrays.fill(r, 9);
        Arrays.fill(jacobian, 9);

        problem.evaluate(trueUnknowns(), r, jacobian);

        int row = 3 * 2;
        assertThat(r[row]).isZero();
        assertThat(Arrays.copyOfRange(jacobian, row * 7, (row + 1) * 7)).containsOnly(0);
        assertThat(jacobian).doesNotContain(9);
    }

    @Test
    void aSeriesDoesNotDependOnTheInitialStateOfAnother() {
        OutputErrorProblem problem = problem(data, vague());
        double[] jacobian = new double[problem.residuals() * problem.unknowns()];
        problem.evaluate(trueUnknowns(), new double[problem.residuals()], jacobian);

        for (int i = 0; i < problem.measurements(); i++) {
            int other = i < 24 ? 5 : 3;
            assertThat(jacobian[i * 7 + other]).isZero();
            assertThat(jacobian[i * 7 + other + 1]).isZero();
        }
    }

    @Test
    void knownParametersAreRecoveredFromDataWithoutNoise() {
        double[] start = trueUnknowns();
        for (int j = 0; j < start.length; j++) {
            start[j] += 0.2 * (j % 2 == 0 ? -1 : 1);
        }
        LeastSquaresFit fit = new MultiStartLeastSquares(
                        () -> problem(data, vague()), new LeastSquaresSettings(3, 8, 0.2, 100, 1))
                .search(start, new double[] {1, 1, 1, 1, 1, 1, 1}, done -> {});

        double[] z = fit.solution();
        for (int j = 0; j < 3; j++) {
            // Data and model are integrated to 1e-12; the search ends with relative changes below 1e-8.
            assertThat(coordinates.get(j).toValue(z[j]))
                    .as("parameter %d", j)
                    .isCloseTo(TRUE_PARAMETERS[j], within(1e-6));
        }
        assertThat(Arrays.copyOfRange(z, 3, 7)).containsExactly(TRUE_STARTS, within(1e-6));
        assertThat(fit.cost()).isLessThan(1e-12);
    }

    @Test
    void aTightPriorKeepsAnUnknownWhereItIs() {
        double[] mean = trueUnknowns();
        mean[2] += 0.3;
        double[] deviations = new double[7];
        Arrays.fill(deviations, Double.POSITIVE_INFINITY);
        deviations[2] = 1e-6;
        LeastSquaresFit fit = new MultiStartLeastSquares(
                        () -> problem(data, GaussianPrior.independent(mean, deviations)),
                        new LeastSquaresSettings(1, 0, 1, 100, 1))
                .search(mean, new double[7], done -> {});

        // The data pull with slopes of some hundred, the prior holds with 10¹².
        assertThat(fit.solution()[2]).isCloseTo(mean[2], within(1e-8));
        assertThat(fit.cost()).isGreaterThan(1e-3);
    }

    @Test
    void sizesMustFit() {
        GaussianPrior short6 = GaussianPrior.independent(new double[6], new double[] {1, 1, 1, 1, 1, 1});
        assertThatThrownBy(() -> problem(data, short6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prior = 6")
                .hasMessageContaining("7");
        assertThatThrownBy(
                        () -> new OutputErrorProblem(system, TIGHT, coordinates.subList(0, 2), data, SCALES, vague()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("coordinates = 2");
        assertThatThrownBy(() -> new OutputErrorProblem(system, TIGHT, coordinates, data, new double[] {1}, vague()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scales = 1");
        assertThatThrownBy(() -> problem(List.of(), GaussianPrior.independent(new double[3], new double[] {1, 1, 1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series = 0");
    }

    @Test
    void rowsOfASeriesMustFitTheSystem() {
        MeasuredSeries noInput = new MeasuredSeries(
                "bare", new double[] {0, 1}, new double[][] {{1}, {}}, new double[][] {{1, 1}, {1, 1}});
        MeasuredSeries oneOutput = new MeasuredSeries(
                "thin", new double[] {0, 1}, new double[][] {{1}, {1}}, new double[][] {{1, 1}, {1}});

        assertThatThrownBy(() -> problem(List.of(data.get(0), noInput), vague()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series bare, sample 1")
                .hasMessageContaining("inputs = 0")
                .hasMessageContaining("expected 1");
        assertThatThrownBy(() -> problem(List.of(oneOutput, data.get(0)), vague()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series thin, sample 1")
                .hasMessageContaining("outputs = 1")
                .hasMessageContaining("expected 1 and 2");
    }

    @Test
    void scalesMustBePositive() {
        for (double scale : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() ->
                            new OutputErrorProblem(system, TIGHT, coordinates, data, new double[] {1, scale}, vague()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("output scale = " + scale);
        }
    }

    private OutputErrorProblem problem(List<MeasuredSeries> series, GaussianPrior prior) {
        return new OutputErrorProblem(system, TIGHT, coordinates, series, SCALES, prior);
    }

    private static GaussianPrior vague() {
        double[] deviations = new double[7];
        Arrays.fill(deviations, Double.POSITIVE_INFINITY);
        return GaussianPrior.independent(new double[7], deviations);
    }

    private double[] trueUnknowns() {
        double[] z = new double[7];
        for (int j = 0; j < 3; j++) {
            z[j] = coordinates.get(j).toCoordinate(TRUE_PARAMETERS[j]);
        }
        System.arraycopy(TRUE_STARTS, 0, z, 3, 4);
        return z;
    }

    private static double[] residuals(OutputErrorProblem problem, double[] z) {
        double[] r = new double[problem.residuals()];
        problem.evaluate(z, r, new double[0]);
        return r;
    }

    /** A run with uneven sampling, an input that varies about {@code level}, and outputs of 0. */
    private static MeasuredSeries empty(String name, int length, double step, double level) {
        double[] times = new double[length];
        double[][] inputs = new double[length][];
        for (int i = 0; i < length; i++) {
            times[i] = 10 + step * (i + 0.3 * Math.sin(i));
            inputs[i] = new double[] {i == 0 ? level : level + 0.1 * Math.cos(i)};
        }
        return new MeasuredSeries(name, times, inputs, new double[length][2]);
    }
}
