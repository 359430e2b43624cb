package dev.weft.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Java has no type that is double here and float there, so some sources exist for each: a pair stays the same text but
 * for the names of types, or one of them misses what was mended in the other.
 */
class FloatTwinsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/weft/solvers");

    @ParameterizedTest
    @CsvSource({
        "kernel/Kernel, kernel/FloatKernel",
        "kernel/DoubleCode, kernel/FloatCode",
        "recurrence/VectorDoublePlaneKernel, recurrence/VectorFloatPlaneKernel",
        "recurrence/PlainDoublePlaneKernel, recurrence/PlainFloatPlaneKernel",
        "arrays/DoubleLoops, arrays/FloatLoops",
        "arrays/VectorDoubleLoops, arrays/VectorFloatLoops",
        "matrix/DoubleTile5x2, matrix/FloatTile5x2",
        "matrix/DoubleTile6x2, matrix/FloatTile6x2",
        "matrix/DoubleMatrixVector, matrix/FloatMatrixVector",
        "matrix/DoubleEjmlProduct, matrix/FloatEjmlProduct"
    })
    void sayTheSame(String doubles, String floats) throws IOException {
        String expected = read(doubles)
                .replaceAll("\\bKernel\\b", "FloatKernel")
                .replace("DOUBLE", "FLOAT")
                .replace("Double", "Float")
                .replace("double", "float")
                .replace("DDRM", "FDRM")
                .replace("DMatrix", "FMatrix");
        // Lines break elsewhere where names are shorter.
        assertThat(squeezed(read(floats))).isEqualTo(squeezed(expected));
    }

    private static String read(String name) throws IOException {
        return Files.readString(SOURCES.resolve(name + ".java"));
    }

    private static String squeezed(String source) {
        return source.replaceAll("[\\s*]+", "");
    }
}
