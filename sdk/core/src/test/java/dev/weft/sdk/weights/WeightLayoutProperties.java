package dev.weft.sdk.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.fluids.CascadedTanks;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WeightLayoutProperties {
    private static final WeightLayout LAYOUT = WeightLayout.of(new CascadedTanks());

    @Property
    void physicalValuesAndWeightsAreThereAndBack(@ForAll long seed) {
        Random random = new Random(seed);
        double[] theta = random.doubles(LAYOUT.size(), -12, 12).toArray();
        double[] back = LAYOUT.toWeights(LAYOUT.toPhysical(theta));
        for (int i = 0; i < theta.length; i++) {
            // At |z| = 12 the value is 6e-6 of its range from a bound up to 100 times that range from zero: 1e-16 of
            // the
            // value is 1e-9 of the distance.
            assertThat(back[i]).isCloseTo(theta[i], offset(1e-8));
        }
    }
}
