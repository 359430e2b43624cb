package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.kernel.Kernel;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

/** The kernel over lanes says of an estimate what the decomposition of a single one says. */
class LaneSoundnessProperties {
    private static final double[] ODD = {
        0, -0.0, -1e-30, -1, 1e-300, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    @Property(tries = 2000)
    void theKernelAgreesWithTheDecomposition(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int d) {
        Random random = new Random(seed);
        GaussianEstimate estimate = estimate(random, d);
        Kernel kernel = LaneSoundness.of(d);
        double[] in = new double[d + d * (d + 1) / 2];
        System.arraycopy(estimate.mean(), 0, in, 0, d);
        int at = d;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                in[at++] = estimate.covariance().get(i, j);
            }
        }
        double[] out = new double[1];
        kernel.evaluate(in, out, kernel.newScratch());

        assertThat(out[0] > 0)
                .as(estimate.mean().length + " " + estimate.covariance())
                .isEqualTo(new Soundness(d).holds(estimate));
    }

    /** A covariance A Aᵀ in units that lie far apart, at times singular, or spoilt in one place. */
    private static GaussianEstimate estimate(Random random, int d) {
        DMatrixRMaj p = new DMatrixRMaj(d, d);
        double[][] a = new double[d][d + 1];
        double[] unit = new double[d];
        for (int i = 0; i < d; i++) {
            unit[i] = random.nextInt(8) == 0 ? 0 : Math.pow(10, random.nextInt(21) - 10);
            for (int k = 0; k <= d; k++) {
                a[i][k] = random.nextGaussian();
            }
        }
        double[] mean = new double[d];
        for (int i = 0; i < d; i++) {
            mean[i] = random.nextGaussian();
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= d; k++) {
                    sum += a[i][k] * a[j][k];
                }
                p.set(i, j, sum * unit[i] * unit[j]);
                p.set(j, i, sum * unit[i] * unit[j]);
            }
        }
        if (random.nextBoolean()) {
            double odd = ODD[random.nextInt(ODD.length)];
            int i = random.nextInt(d);
            int j = random.nextInt(i + 1);
            if (random.nextInt(4) == 0) {
                mean[i] = odd;
            } else {
                p.set(i, j, odd);
                p.set(j, i, odd);
            }
        }
        return new GaussianEstimate(mean, p);
    }
}
