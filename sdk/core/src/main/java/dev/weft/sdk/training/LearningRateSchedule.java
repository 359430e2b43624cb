package dev.weft.sdk.training;

/** Say how the learning rate changes from epoch to epoch; {@link LearningRate} is one on its way. */
public sealed interface LearningRateSchedule {
    /** Return the rate of the first epoch. */
    default LearningRate start(double learningRate, int epochs) {
        return LearningRate.start(this, learningRate, epochs);
    }

    /** Leave the rate as it is. */
    record Constant() implements LearningRateSchedule {}

    /**
     * Multiply the rate when the loss no longer falls: when more than {@code patience} epochs in a row did not bring it
     * below best − threshold·|best|. Then {@code cooldown} epochs pass before epochs are counted again.
     *
     * @param factor what the rate is multiplied by, in (0, 1)
     * @param patience epochs without improvement that are let pass, &gt;= 0
     * @param cooldown epochs after a change that are not counted, &gt;= 0
     * @param threshold the least relative improvement, in [0, 1)
     * @param minimum smallest rate as a share of the initial one, in [0, 1]
     */
    record Plateau(double factor, int patience, int cooldown, double threshold, double minimum)
            implements LearningRateSchedule {
        /** Halve after 20 epochs without an improvement of 0.01 %, down to a thousandth. */
        public static final Plateau STANDARD = new Plateau(0.5, 20, 0, 1e-4, 1e-3);

        /** Check the numbers. */
        public Plateau {
            Requirements.require("factor of the plateau schedule", factor, factor > 0 && factor < 1, "in (0, 1)");
            Requirements.require("patience of the plateau schedule", patience, patience >= 0, ">= 0");
            Requirements.require("cooldown of the plateau schedule", cooldown, cooldown >= 0, ">= 0");
            Requirements.require(
                    "threshold of the plateau schedule", threshold, threshold >= 0 && threshold < 1, "in [0, 1)");
            Requirements.require(
                    "minimum of the plateau schedule", minimum, minimum >= 0 && minimum <= 1, "a share in [0, 1]");
        }
    }

    /**
     * Rise linearly over W epochs, then fall by half a cosine to the minimum at the last epoch E − 1: rate(e) =
     * r (e + 1)/W for e &lt; W, else m + (r − m)(1 + cos(π (e − W)/(E − 1 − W)))/2.
     *
     * <p>Source: I. Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, equation 5,
     * without restarts.
     *
     * @param warmUp W, &gt;= 0
     * @param minimum m as a share of r, in [0, 1]
     */
    record Cosine(int warmUp, double minimum) implements LearningRateSchedule {
        /** Check the numbers. */
        public Cosine {
            Requirements.require("warm-up of the cosine schedule", warmUp, warmUp >= 0, ">= 0");
            Requirements.require(
                    "minimum of the cosine schedule", minimum, minimum >= 0 && minimum <= 1, "a share in [0, 1]");
        }
    }
}
