package dev.weft.twins.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

class TwinSnapshotProperties {
    /** Any bits are doubles: NaNs with payloads and subnormals among them. */
    private static double any(Random random) {
        return Double.longBitsToDouble(random.nextLong());
    }

    private static TwinSnapshot snapshot(int d, int k, long seed) {
        Random random = new Random(seed);
        double[] mean = new double[d];
        Arrays.setAll(mean, i -> any(random));
        double[] inputs = new double[k];
        Arrays.setAll(inputs, i -> any(random));
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = any(random);
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
        }
        return new TwinSnapshot(any(random), inputs, new GaussianEstimate(mean, covariance));
    }

    private static long[] bits(double... values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Property(tries = 300)
    void comesBackBitByBit(@ForAll @IntRange(max = 12) int d, @ForAll @IntRange(max = 5) int k, @ForAll long seed) {
        TwinSnapshot before = snapshot(d, k, seed);
        TwinSnapshot after = TwinSnapshot.fromBytes(before.toBytes());

        assertThat(bits(after.time())).isEqualTo(bits(before.time()));
        assertThat(bits(after.inputs())).isEqualTo(bits(before.inputs()));
        assertThat(bits(after.estimate().mean()))
                .isEqualTo(bits(before.estimate().mean()));
        assertThat(bits(after.estimate().covariance().data))
                .isEqualTo(bits(before.estimate().covariance().data));
    }

    @Property(tries = 300)
    void refusesAnotherLength(
            @ForAll @IntRange(max = 6) int d,
            @ForAll @IntRange(max = 3) int k,
            @ForAll @IntRange(max = 400) int length,
            @ForAll long seed) {
        byte[] bytes = snapshot(d, k, seed).toBytes();
        if (length != bytes.length) {
            assertThatThrownBy(() -> TwinSnapshot.fromBytes(Arrays.copyOf(bytes, length)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("snapshot of " + length + " bytes");
        }
    }

    @Property(tries = 300)
    void refusesCountsThatDoNotFit(@ForAll int d, @ForAll int k) {
        byte[] bytes = snapshot(2, 1, 1).toBytes();
        ByteBuffer.wrap(bytes).putInt(d).putInt(k);
        // 3 doubles and the mean and triangle of two weights fit those counts only, and seven inputs without weights.
        if (!(d == 2 && k == 1) && !(d == 0 && k == 6) && !(d == 1 && k == 4)) {
            assertThatThrownBy(() -> TwinSnapshot.fromBytes(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void isNotChangedFromOutside() {
        double[] inputs = {1};
        GaussianEstimate estimate = GaussianEstimate.independent(new double[] {1, 2}, new double[] {3, 4});
        TwinSnapshot snapshot = new TwinSnapshot(0, inputs, estimate);
        byte[] bytes = snapshot.toBytes();

        inputs[0] = 9;
        estimate.mean()[0] = 9;
        estimate.covariance().set(0, 0, 9);
        snapshot.inputs()[0] = 9;
        snapshot.estimate().mean()[1] = 9;
        snapshot.estimate().covariance().set(1, 1, 9);

        assertThat(snapshot.toBytes()).isEqualTo(bytes);
    }
}
