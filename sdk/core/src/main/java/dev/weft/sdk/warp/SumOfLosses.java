package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;

/**
 * Sum the losses of a batch's predictions and write their derivatives: Σ m (ŷ − y)²; with standard deviations Σ m (log σ
 * + (ŷ − y)²/(2σ²) + ½ log 2π); with classes Σ −log softmax(ŷ)_label.
 */
final class SumOfLosses<A> {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final RealArrays<A> arrays;
    private final WarpSettings settings;

    SumOfLosses(RealArrays<A> arrays, WarpSettings settings) {
        this.arrays = arrays;
        this.settings = settings;
    }

    double of(A[] predictions, A[] targets, A[] masks, A[] adjoints, int end) {
        if (!settings.classes().isEmpty()) {
            return crossEntropy(predictions, targets, masks, adjoints, end);
        }
        return settings.uncertainty()
                ? likelihood(predictions, targets, masks, adjoints, end)
                : squares(predictions, targets, masks, adjoints, end);
    }

    private double squares(A[] predictions, A[] targets, A[] masks, A[] adjoints, int end) {
        double sum = 0;
        for (int c = 0; c < targets.length; c++) {
            for (int i = 0; i < end; i++) {
                double mask = arrays.get(masks[c], i);
                double error = arrays.get(predictions[c], i) - arrays.get(targets[c], i);
                sum += mask == 0 ? 0 : mask * error * error;
                arrays.set(adjoints[c], i, mask == 0 ? 0 : 2 * mask * error);
            }
        }
        return sum;
    }

    private double likelihood(A[] predictions, A[] targets, A[] masks, A[] adjoints, int end) {
        double sum = 0;
        for (int c = 0; c < targets.length; c++) {
            int s = targets.length + c;
            for (int i = 0; i < end; i++) {
                double mask = arrays.get(masks[c], i);
                double deviation = arrays.get(predictions[s], i);
                double z = (arrays.get(predictions[c], i) - arrays.get(targets[c], i)) / deviation;
                sum += mask == 0 ? 0 : mask * (Math.log(deviation) + 0.5 * z * z + HALF_LOG_TWO_PI);
                arrays.set(adjoints[c], i, mask == 0 ? 0 : mask * z / deviation);
                arrays.set(adjoints[s], i, mask == 0 ? 0 : mask * (1 - z * z) / deviation);
            }
        }
        return sum;
    }

    private double crossEntropy(A[] predictions, A[] targets, A[] masks, A[] adjoints, int end) {
        double sum = 0;
        for (int i = 0; i < end; i++) {
            double mask = arrays.get(masks[0], i);
            double largest = Double.NEGATIVE_INFINITY;
            for (A prediction : predictions) {
                largest = Math.max(largest, arrays.get(prediction, i));
            }
            double total = 0;
            for (A prediction : predictions) {
                total += Math.exp(arrays.get(prediction, i) - largest);
            }
            for (int c = 0; c < targets.length; c++) {
                double logit = arrays.get(predictions[c], i) - largest;
                double target = arrays.get(targets[c], i);
                sum += mask == 0 ? 0 : mask * target * (Math.log(total) - logit);
                arrays.set(adjoints[c], i, mask == 0 ? 0 : mask * (Math.exp(logit) / total - target));
            }
        }
        return sum;
    }
}
