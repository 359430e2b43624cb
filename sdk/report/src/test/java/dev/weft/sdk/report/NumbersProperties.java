package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NumbersProperties {
    /** Six digits, so half a unit of the sixth, of the value or of the span, whichever is finer. */
    @Property
    void aValueIsTrueToItselfAndToTheSpan(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
            @ForAll @IntRange(min = -3, max = 9) int magnitude) {
        double span = Math.pow(10, magnitude);
        double read = Double.parseDouble(Numbers.value(value, span));
        double finest = 5e-6 * Math.min(Math.abs(value), span);
        assertThat(read).isCloseTo(value, within(Math.max(finest, 1e-15 * Math.abs(value))));
    }

    @Property
    void aTimeIsTrueToATenMillionthOfTheSpan(
            @ForAll @IntRange(min = -6, max = 9) int magnitude,
            @ForAll @DoubleRange(min = 1, max = 10) double factor,
            @ForAll @DoubleRange(max = 1) double part) {
        double span = factor * Math.pow(10, magnitude);
        double read = Double.parseDouble(Numbers.time(part * span, span));
        assertThat(read).isCloseTo(part * span, within(1e-7 * span));
    }
}
