package dev.weft.sdk.validation.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.testing.Blowup;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rooms that are heated at random, in five-minute rows; the first half is known. */
class WithoutPartTest {
    private static final int ROWS = 120;
    private static final int CONTEXT = 60;
    private static final double STEP = 300;
    private static final double NOISE = 0.1;

    private static final PhysicsModel MODEL = PhysicsModel.nominal(new RcRoom(), STEP);
    private static final PhysicsModel KNOWN =
            MODEL.withKnown("resistance", 0.008).withKnown("capacity", 2e6);

    private static MeasuredSeries room(long seed, double resistance, double capacity) {
        double start = 290 + new Random(seed).nextGaussian();
        double[][] inputs = Lab.jumps(ROWS, 10, seed, new double[] {273, 283}, new double[] {0, 2000});
        return Lab.measure(
                new RcRoom(),
                new double[] {resistance, capacity},
                new double[] {start},
                Lab.times(ROWS, STEP),
                inputs,
                new double[] {NOISE},
                seed);
    }

    private static double error(ForecastMethod method, MeasuredSeries series) {
        double[][] hidden = IntStream.range(0, ROWS)
                .mapToObj(t -> t < CONTEXT ? series.outputs(t).clone() : new double[] {Double.NaN})
                .toArray(double[][]::new);
        double[][] forecast =
                method.forecast(List.of(series.withOutputs(hidden)), CONTEXT).get(0);
        return Math.sqrt(IntStream.range(CONTEXT, ROWS)
                .mapToDouble(t -> forecast[t][0] - series.outputs(t)[0])
                .map(e -> e * e)
                .average()
                .orElseThrow());
    }

    /** What is known for certain has no coordinates that could matter. */
    @Test
    void withoutLayoutForecastsAsTheWholePriorWhereParametersAreKnown() {
        MeasuredSeries room = room(1, 0.008, 2e6);
        double whole = error(ForecastMethods.ofPrior(KNOWN).get(1), room);

        assertThat(error(new WithoutLayout(KNOWN), room)).isCloseTo(whole, within(1e-6));
    }

    /** A spread of a per cent is a straight line in any coordinates. */
    @Test
    void theCovarianceIsCarriedOverToFirstOrder() {
        PhysicsModel plain = WithoutLayout.plain(MODEL);
        double step = 1e-2 * plain.start().standardDeviation(0);
        double[] z = plain.start().mean();
        double[] declared = MODEL.start().mean();
        double before = plain.layout().slots().get(0).coordinate().toValue(z[0]);
        double moved = plain.layout().slots().get(0).coordinate().toValue(z[0] + step);
        double declaredStep = 1e-2 * MODEL.start().standardDeviation(0);
        double expected = MODEL.layout().slots().get(0).coordinate().toValue(declared[0] + declaredStep) - before;

        assertThat(before).isCloseTo(0.01, within(1e-12));
        assertThat(moved - before).isCloseTo(expected, within(1e-2 * expected));
    }

    /** Of the bare model's 300 % spread half lies where no resistance is: the filter may go there, and the whole prior not. */
    @Test
    void nothingBoundsPlainNumbers() {
        PhysicsModel plain = WithoutLayout.plain(MODEL);
        double[] z = plain.start().mean();
        z[0] -= 3 * plain.start().standardDeviation(0);

        assertThat(plain.layout().toPhysical(z)[0]).isNegative();
    }

    @Test
    void withoutTransitionNothingIsLearnedOfParameters() {
        MeasuredSeries room = room(2, 0.008, 2e6);
        double whole = error(ForecastMethods.ofPrior(MODEL).get(1), room);

        assertThat(error(new WithoutTransition(MODEL), room)).isGreaterThan(2 * whole);
        // Where they are known beforehand the last readings tell the rest: the decoder is the prior's.
        assertThat(error(new WithoutTransition(KNOWN), room)).isLessThan(2 * NOISE);
    }

    @Test
    void withoutDecoderTheReadOutIsLearnedFromOthers() {
        Random random = new Random(3);
        List<MeasuredSeries> others = IntStream.range(10, 50)
                .mapToObj(i -> room(
                        i, 0.008 * Math.exp(0.3 * random.nextGaussian()), 2e6 * Math.exp(0.3 * random.nextGaussian())))
                .toList();
        WithoutDecoder method = new WithoutDecoder(MODEL, others);
        MeasuredSeries room = room(3, 0.009, 1.8e6);
        double whole = error(ForecastMethods.ofPrior(MODEL).get(1), room);

        assertThat(method.records()).isEqualTo(40);
        assertThat(error(method, room))
                .isGreaterThan(whole)
                .isLessThan(error(ForecastMethods.withoutPhysics().get(1), room));
    }

    /** ẋ = x² from about 1 has no solution beyond 1 s. */
    @Test
    void aMachineThatTheEquationsLoseHasNoForecast() {
        PhysicsModel model = PhysicsModel.nominal(new Blowup(), 1);
        double[][] outputs = IntStream.range(0, ROWS)
                .mapToObj(t -> new double[] {t < 2 ? 1 : Double.NaN})
                .toArray(double[][]::new);
        double[] times = IntStream.range(0, ROWS).asDoubleStream().toArray();
        MeasuredSeries lost = new MeasuredSeries("lost", times, new double[ROWS][0], outputs);

        assertThat(new WithoutTransition(model).forecast(List.of(lost), 2).get(0))
                .isDeepEqualTo(new double[ROWS][0]);
    }
}
