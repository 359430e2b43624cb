package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.sdk.warp.WarpModel;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WarpModelFileProperties {
    @Property(tries = 500)
    void whatWasWrittenReadsBackBitForBit(@ForAll long seed) {
        WarpModel model = SampleWarpModels.random(seed);
        byte[] file = SampleWarpModels.written(model);
        WarpModel back = WarpModelFile.read(file);

        assertThat(back.settings()).isEqualTo(model.settings());
        assertThat(back.parameters()).isEqualTo(model.parameters());
        assertThat(back.normalisation()).isEqualTo(model.normalisation());
        assertThat(back.interval()).isEqualTo(model.interval());
        assertThat(back.provenance()).isEqualTo(model.provenance());
        assertThat(SampleWarpModels.written(back)).isEqualTo(file);
    }

    @Property(tries = 2000)
    void aDamagedFileIsReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] damaged = SampleWarpModels.written(SampleWarpModels.random(seed % 20));
        for (int c = random.nextInt(4); c >= 0; c--) {
            // Half of the changes hit the length and the header, where they hurt most.
            int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 900));
            boolean digit = Character.isDigit(damaged[at]);
            damaged[at] = (byte) (digit ? '0' + random.nextInt(10) : random.nextInt(256));
        }
        try {
            for (double value : WarpModelFile.read(damaged).parameters()) {
                assertThat(value).isFinite();
            }
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Example
    void aFileCutOffAnywhereIsRefused() {
        byte[] file = SampleWarpModels.written(SampleWarpModels.random(3));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> WarpModelFile.read(cut));
        }
        assertThat(WarpModelFile.read(file).parameters()).isNotEmpty();
    }
}
