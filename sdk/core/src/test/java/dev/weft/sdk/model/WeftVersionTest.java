package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeftVersionTest {
    /** The build has filled it in. */
    @Test
    void isAVersion() {
        assertThat(WeftVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }
}
