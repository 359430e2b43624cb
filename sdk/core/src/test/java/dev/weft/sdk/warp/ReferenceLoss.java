package dev.weft.sdk.warp;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.Field;

/**
 * The loss of one series' predictions as it is printed, and how many predictions count in it: Σ m (ŷ − y)²; Σ m (−log of
 * the normal density); −log softmax(ŷ)_label at the last step.
 */
final class ReferenceLoss<T extends CalculusFieldElement<T>> {
    final T sum;
    final double weight;

    private ReferenceLoss(T sum, double weight) {
        this.sum = sum;
        this.weight = weight;
    }

    /**
     * Sum up a run.
     *
     * @param fedSteps predictions of steps before this one count {@code contextWeight}, others 1
     */
    static <T extends CalculusFieldElement<T>> ReferenceLoss<T> of(
            WarpSettings settings, ReferenceWarp.Run<T> run, WarpSeries series, int fedSteps, double contextWeight) {
        Field<T> field = run.weights[0][0].getField();
        T sum = field.getZero();
        double weight = 0;
        for (int t = 0; t < run.steps(); t++) {
            int step = settings.forecasts() ? t + 1 : t;
            double m = step < fedSteps ? contextWeight : 1;
            if (!settings.classes().isEmpty()) {
                if (t == run.steps() - 1 && series.label() >= 0) {
                    sum = sum.add(
                            crossEntropy(run.predictions[t], series.label()).multiply(m));
                    weight += m;
                }
                continue;
            }
            int y = settings.predicted().size();
            for (int c = 0; c < y && step < series.length(); c++) {
                double target = settings.forecasts() ? series.signal(step, c) : series.target(step, c);
                if (!Double.isNaN(target)) {
                    T error = run.predictions[t][c].subtract(target);
                    T loss =
                            settings.uncertainty() ? surprise(error, run.predictions[t][y + c]) : error.multiply(error);
                    sum = sum.add(loss.multiply(m));
                    weight += m;
                }
            }
        }
        return new ReferenceLoss<>(sum, weight);
    }

    /** −log(1/√(2πσ²) · exp(−e²/2σ²)). */
    private static <T extends CalculusFieldElement<T>> T surprise(T error, T deviation) {
        T variance = deviation.multiply(deviation);
        T exponent = error.multiply(error).divide(variance).divide(2);
        return variance.multiply(2 * Math.PI).sqrt().log().add(exponent);
    }

    /** −log(e^{ŷ_label}/Σ e^{ŷ_c}). */
    private static <T extends CalculusFieldElement<T>> T crossEntropy(T[] logits, int label) {
        T total = logits[0].getField().getZero();
        for (T logit : logits) {
            total = total.add(logit.exp());
        }
        return logits[label].exp().divide(total).log().negate();
    }
}
