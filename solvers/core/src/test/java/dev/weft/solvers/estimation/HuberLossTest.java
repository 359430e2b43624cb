package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HuberLossTest {
    private static final double C = HuberLoss.STANDARD_THRESHOLD;

    /** ½·s² is Huber's loss: r²/2 within c, c·|r| − c²/2 beyond. */
    @Test
    void halfTheSquareOfABentResidualIsHubersLoss() {
        for (double r : new double[] {-50, -2, -C, -0.3, 0, 1, 1.4, 7, 1e6}) {
            double size = Math.abs(r);
            double loss = size <= C ? 0.5 * r * r : C * size - 0.5 * C * C;
            double s = HuberLoss.bend(r, C);
            assertThat(0.5 * s * s).isCloseTo(loss, within(1e-12 * Math.max(1, loss)));
            assertThat(Math.signum(s)).isEqualTo(Math.signum(r));
        }
    }

    /** The pull ds²/2/dr = s·ds/dr is the residual cut off at c. */
    @Test
    void theSlopeIsThatOfTheBendAndThePullIsBounded() {
        for (double r : new double[] {-50, -2, -0.3, 0, 1, 1.4, 7, 1e6}) {
            double h = 1e-6 * Math.max(1, Math.abs(r));
            double difference = (HuberLoss.bend(r + h, C) - HuberLoss.bend(r - h, C)) / (2 * h);
            assertThat(HuberLoss.slope(r, C)).isCloseTo(difference, within(1e-7));
            assertThat(HuberLoss.bend(r, C) * HuberLoss.slope(r, C))
                    .isCloseTo(Math.max(-C, Math.min(C, r)), within(1e-12));
        }
    }

    @Test
    void anInfiniteThresholdLeavesResidualsAsTheyAre() {
        assertThat(HuberLoss.bend(-1e9, Double.POSITIVE_INFINITY)).isEqualTo(-1e9);
        assertThat(HuberLoss.slope(-1e9, Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    /**
     * A mean of 25 normal numbers, 2,000 times: the ratio of the variances of least squares and Huber's loss is 0.95 by
     * theory (Huber 1964), known here to 2·√(0.05/2000) = 1 %. With one number in twenty 20 standard deviations off,
     * the mean is off by a standard deviation, Huber's by a tenth of it.
     */
    @Test
    void normalErrorsLoseFivePerCentAndOutliersHardlyMove() {
        double[] squares = new double[2];
        double[] shift = new double[2];
        Random random = new Random(3);
        for (int run = 0; run < 2000; run++) {
            double[] clean =
                    random.doubles(25, -1, 1).map(u -> random.nextGaussian()).toArray();
            double[] dirty = clean.clone();
            dirty[0] += 20;
            for (int loss = 0; loss < 2; loss++) {
                double threshold = loss == 0 ? Double.POSITIVE_INFINITY : C;
                squares[loss] += Math.pow(location(clean, threshold), 2);
                shift[loss] += location(dirty, threshold) / 2000;
            }
        }
        assertThat(squares[0] / squares[1]).isBetween(0.92, 0.98);
        assertThat(shift[0]).isCloseTo(0.8, within(0.05));
        assertThat(shift[1]).isLessThan(0.12);
    }

    private static double location(double[] values, double threshold) {
        ResidualModel model = new ResidualModel() {
            @Override
            public int unknowns() {
                return 1;
            }

            @Override
            public int residuals() {
                return values.length;
            }

            @Override
            public void evaluate(double[] z, double[] residuals, double[] jacobian) {
                for (int i = 0; i < values.length; i++) {
                    residuals[i] = HuberLoss.bend(values[i] - z[0], threshold);
                    if (jacobian.length > 0) {
                        jacobian[i] = -HuberLoss.slope(values[i] - z[0], threshold);
                    }
                }
            }
        };
        return new MultiStartLeastSquares(() -> model, new LeastSquaresSettings(1, 0, 1, 100, 1))
                .search(new double[] {0}, new double[] {1}, done -> {})
                .solution()[0];
    }
}
