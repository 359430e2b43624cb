package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class NormalisationTest {
    private static final double NAN = Double.NaN;

    private static final WarpSettings COLUMNS = WarpSettings.forecasting(
                    List.of("level", "flow"),
                    RootSettings.of(List.of(1)),
                    TransitionSettings.of(TransitionSettings.Structure.DIAGONAL),
                    InitialSettings.freeWeights(),
                    3)
            .withInputs(List.of("heater"))
            .withTargets(List.of("power"));

    /** Two signals −2 … 6 (one reading missing) and a constant 5, one input 0 … 10, one target 100 … 300. */
    private static WarpSeries series() {
        return new WarpSeries(
                "s",
                new double[] {0, 1, 3},
                new double[][] {{-2, 5}, {NAN, 5}, {6, 5}},
                new double[][] {{0}, {5}, {10}},
                new double[][] {{100}, {300}, {NAN}},
                1);
    }

    private static WarpSeries row(double level, double flow) {
        return new WarpSeries(
                "s", new double[1], new double[][] {{level, flow}}, new double[][] {{0}}, new double[][] {{0}}, -1);
    }

    @Example
    void eachColumnFillsMinusOneToOne() {
        WarpSeries z = Normalisation.perColumn(COLUMNS, List.of(series())).apply(series());

        assertThat(new double[] {z.signal(0, 0), z.signal(1, 0), z.signal(2, 0)})
                .containsExactly(-1, NAN, 1);
        assertThat(z.signal(0, 1)).as("a constant column").isZero();
        assertThat(new double[] {z.input(0, 0), z.input(1, 0), z.input(2, 0)}).containsExactly(-1, 0, 1);
        assertThat(new double[] {z.target(0, 0), z.target(1, 0), z.target(2, 0)})
                .containsExactly(-1, 1, NAN);
        assertThat(new double[] {z.time(0), z.time(1), z.time(2)}).containsExactly(0, 1, 3);
        assertThat(z.label()).isEqualTo(1);
        assertThat(z.name()).isEqualTo("s");
    }

    @Example
    void oneRangeForAllSignalsAndTargetsLeavesInputsTheirOwn() {
        Normalisation all = Normalisation.overall(COLUMNS, List.of(series()));

        assertThat(all.signals()).containsOnly(new Scaling.Range(-2, 300)).hasSize(2);
        assertThat(all.targets()).containsExactly(new Scaling.Range(-2, 300));
        assertThat(all.inputs()).containsExactly(new Scaling.Range(0, 10));
    }

    @Example
    void publishedRangeOfMassSpringDamperGivesItsNormalisedZero() {
        // Validation: with the published range the physical value 0 scores 1.40e-2 as a predictor; its own offset is
        // z(0) = −(max + min)/(max − min).
        Scaling range = new Scaling.Range(-27.25527482165262, 26.14404933694852);

        assertThat(range.apply(0)).isCloseTo(0.020809, offset(1e-6));
        assertThat(range.invertDeviation(1)).isCloseTo(26.69966, offset(1e-5));
    }

    @Property
    void whatWasAppliedIsInverted(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double b,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
        Scaling.Range range = new Scaling.Range(Math.min(a, b), Math.max(a, b));
        double width = range.maximum() - range.minimum();

        if (width == 0) {
            assertThat(range.apply(value)).isZero();
            assertThat(range.invert(0)).isEqualTo(range.minimum());
            assertThat(range.applyDeviation(value)).isZero();
        } else {
            // A few roundings, each of the largest number on the way.
            double most = 8 * Math.ulp(Math.abs(value) + Math.abs(range.minimum()) + width);
            assertThat(range.invert(range.apply(value))).isCloseTo(value, offset(most));
            double deviation = Math.abs(value);
            assertThat(range.invertDeviation(range.applyDeviation(deviation)))
                    .isCloseTo(deviation, offset(4 * Math.ulp(deviation)));
        }
    }

    @Example
    void aSeriesComesBack() {
        Normalisation normalisation = Normalisation.perColumn(COLUMNS, List.of(series()));
        WarpSeries back = normalisation.invert(normalisation.apply(series()));

        for (int t = 0; t < 3; t++) {
            assertThat(back.signal(t, 0)).isEqualTo(Double.valueOf(series().signal(t, 0)));
            assertThat(back.signal(t, 1)).isEqualTo(5);
            assertThat(back.input(t, 0)).isEqualTo(series().input(t, 0));
            assertThat(back.target(t, 0)).isEqualTo(Double.valueOf(series().target(t, 0)));
        }
    }

    @Example
    void noneIsExactlyNone() {
        Normalisation none = Normalisation.none(2, 1, 1);

        assertThat(none.isNone()).isTrue();
        assertThat(none.apply(series()).signal(2, 0)).isEqualTo(6);
        assertThat(Scaling.NONE.apply(1e-300)).isEqualTo(1e-300);
        assertThat(Scaling.NONE.invertDeviation(0.1)).isEqualTo(0.1);
        assertThat(Normalisation.perColumn(COLUMNS, List.of(series())).isNone()).isFalse();
    }

    @Example
    void predictionsAreScaledAsTargetsElseAsSignals() {
        Scaling first = new Scaling.Range(0, 1);
        Scaling second = new Scaling.Range(0, 2);

        assertThat(new Normalisation(List.of(first), List.of(), List.of()).predicted())
                .containsExactly(first);
        assertThat(new Normalisation(List.of(first), List.of(), List.of(second)).predicted())
                .containsExactly(second);
    }

    @Example
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scaling.Range(2, 1))
                .withMessageContaining("2.0 … 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaling.Range(-1e308, 1e308));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaling.Range(NAN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Normalisation.perColumn(COLUMNS, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.perColumn(COLUMNS, List.of(row(1, NAN))))
                .withMessage("signal flow has no value in any series, expected at least one to normalise by; leave it"
                        + " out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.perColumn(COLUMNS, List.of(row(Double.POSITIVE_INFINITY, 1))))
                .withMessageStartingWith("series s, step 0: signal level = Infinity, expected a finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.none(1, 0, 0).apply(series()))
                .withMessageContaining("series s has 2 signals");
    }
}
