package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DownsamplingProperties {
    @Property(tries = 100)
    void keepsEndsExtremesAndGapsInOrder(
            @ForAll @IntRange(min = 4001, max = 30_000) int n,
            @ForAll long seed,
            @ForAll @IntRange(max = 50) int gaps) {
        double[] values = walk(n, seed, gaps);
        int[] kept = Downsampling.keep(values);
        assertThat(kept.length).isLessThanOrEqualTo(3 * Downsampling.BUCKETS + 2);
        assertThat(kept[0]).isZero();
        assertThat(kept[kept.length - 1]).isEqualTo(n - 1);
        for (int i = 1; i < kept.length; i++) {
            assertThat(kept[i]).isGreaterThan(kept[i - 1]);
        }
        double[] thin = Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
        assertThat(range(thin).min()).isEqualTo(range(values).min());
        assertThat(range(thin).max()).isEqualTo(range(values).max());
        assertThat(Arrays.stream(thin).anyMatch(Double::isNaN)).isEqualTo(gaps > 0);
    }

    @Property(tries = 50)
    void keepsTheWidestExtentOfABand(@ForAll @IntRange(min = 4001, max = 20_000) int n, @ForAll long seed) {
        double[] lower = walk(n, seed, 0);
        double[] upper = walk(n, seed + 1, 0);
        int[] kept = Downsampling.keep(lower, upper);
        assertThat(range(Arrays.stream(kept).mapToDouble(i -> lower[i]).toArray())
                        .min())
                .isEqualTo(range(lower).min());
        assertThat(range(Arrays.stream(kept).mapToDouble(i -> upper[i]).toArray())
                        .max())
                .isEqualTo(range(upper).max());
    }

    private static double[] walk(int n, long seed, int gaps) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 1; i < n; i++) {
            values[i] = values[i - 1] + random.nextGaussian();
        }
        for (int g = 0; g < gaps; g++) {
            values[random.nextInt(n)] = Double.NaN;
        }
        return values;
    }

    private static Range range(double[] values) {
        Range range = new Range();
        for (double value : values) {
            range.include(value);
        }
        return range;
    }
}
