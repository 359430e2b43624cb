package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ModelFileProperties {
    /** A file of 1.5 kB may cost some copies of its header as text and as a tree; a damaged length asks for far more. */
    private static final long MOST_BYTES = 4 << 20;

    @Provide
    net.jqwik.api.Arbitrary<String> priors() {
        return net.jqwik.api.Arbitraries.of(SampleModels.PRIORS.names());
    }

    @Property(tries = 200)
    void whatWasWrittenReadsBackBitForBit(@ForAll @From("priors") String prior, @ForAll long seed) {
        PhysicsModel model = SampleModels.random(prior, seed);
        byte[] file = SampleModels.written(model);
        PhysicsModel back = SampleModels.read(file);

        assertThat(back.prior().name()).isEqualTo(prior);
        assertThat(back.start().mean()).isEqualTo(model.start().mean());
        assertThat(back.start().covariance().data).isEqualTo(model.start().covariance().data);
        assertThat(back.noise().measurements()).isEqualTo(model.noise().measurements());
        assertThat(back.noise().states()).isEqualTo(model.noise().states());
        assertThat(back.noise().drift()).isEqualTo(model.noise().drift());
        assertThat(back.samplingInterval()).isEqualTo(model.samplingInterval());
        assertThat(back.card()).isEqualTo(model.card());
        assertThat(SampleModels.written(back)).isEqualTo(file);
    }

    @Property(tries = 2000)
    void aDamagedFileIsReadOrRefusedAndNeverCostsMuchMemory(@ForAll @From("priors") String prior, @ForAll long seed) {
        byte[] damaged = damage(SampleModels.written(SampleModels.random(prior, 7)), new Random(seed));
        // The first time classes are loaded, too.
        read(damaged);
        long before = allocated();
        read(damaged);
        assertThat(allocated() - before).isLessThan(MOST_BYTES);
    }

    private static void read(byte[] damaged) {
        try {
            PhysicsModel model = SampleModels.read(damaged);
            assertThat(model.start().mean()).doesNotContain(Double.NaN);
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Example
    void theAllocationCounterCounts() {
        long before = allocated();
        byte[] much = new byte[2 * (int) MOST_BYTES];
        assertThat(allocated() - before).isGreaterThanOrEqualTo(much.length);
        assertThatCode(() -> SampleModels.read(much)).isInstanceOf(ModelFormatException.class);
    }

    /** One to eight changes: bits flipped, bytes set, digits swapped for digits, a piece cut out or doubled. */
    private static byte[] damage(byte[] file, Random random) {
        byte[] bytes = file.clone();
        int changes = 1 + random.nextInt(8);
        for (int c = 0; c < changes && bytes.length > 1; c++) {
            // Half of the changes hit the length and the header, where they hurt most.
            int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 600);
            int at = random.nextInt(reach);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> {
                    for (int i = at; i < bytes.length; i++) {
                        if (Character.isDigit(bytes[i])) {
                            bytes[i] = (byte) ('0' + random.nextInt(10));
                            break;
                        }
                    }
                }
                case 3 -> bytes = spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(9)));
                default -> bytes = spliced(bytes, Math.min(bytes.length, at + 1 + random.nextInt(9)), at);
            }
        }
        return bytes;
    }

    /** The bytes up to {@code end}, then those from {@code begin}: a cut, or a piece twice. */
    private static byte[] spliced(byte[] bytes, int end, int begin) {
        byte[] result = new byte[end + bytes.length - begin];
        System.arraycopy(bytes, 0, result, 0, end);
        System.arraycopy(bytes, begin, result, end, bytes.length - begin);
        return result;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
