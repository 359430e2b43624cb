package dev.weft.sdk.residual;

import java.util.List;
import java.util.function.Function;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.MathArrays;

/** The network by plain loops over any field of numbers: a second way to what the expressions say. */
final class PlainNetwork {
    private PlainNetwork() {}

    static <T extends CalculusFieldElement<T>> T[] outputs(
            List<Integer> widths, Function<T, T> activation, T[] weights, T[] inputs) {
        T[] values = inputs;
        int at = 0;
        for (int l = 1; l < widths.size(); l++) {
            int in = widths.get(l - 1);
            int out = widths.get(l);
            T[] next = MathArrays.buildArray(weights[0].getField(), out);
            for (int o = 0; o < out; o++) {
                T sum = weights[at + in * out + o];
                for (int i = 0; i < in; i++) {
                    sum = sum.add(weights[at + o * in + i].multiply(values[i]));
                }
                next[o] = l < widths.size() - 1 ? activation.apply(sum) : sum;
            }
            at += (in + 1) * out;
            values = next;
        }
        return values;
    }
}
