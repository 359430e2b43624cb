package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.lanes.VectorModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lane has the same bits wherever and however it is computed: what a ledger that is replayed relies on. */
class LaneBitsTest {
    private static final int LANES = LaneBits.LANES;

    /**
     * Regression, of {@link LaneBits} as it is: the first eight bytes of SHA-256 over all bits, by the unscented and the
     * extended filter. The build runs this on two JDKs, with the vector module and without it; a change of the equations, of
     * the kernels or of their polynomials changes it rightly, and then no ledger of before can be replayed bit for bit.
     */
    private static final String UNSCENTED = "35a7d43bad457c47";

    private static final String EXTENDED = "4c422f70189130b0";

    static Stream<Generator> compiled() {
        return Stream.of(Generator.SCALAR, Generator.VECTOR)
                .filter(g -> g != Generator.VECTOR || VectorModule.present());
    }

    @ParameterizedTest
    @MethodSource("compiled")
    void everyGeneratorGivesTheRecordedBits(Generator generator) {
        FilterPlanes unscented = LaneBits.follow(FilterMethod.UNSCENTED, generator, LANES, 0);

        assertThat(LaneBits.fingerprint(unscented)).isEqualTo(UNSCENTED);
        assertThat(LaneBits.fingerprint(LaneBits.follow(FilterMethod.EXTENDED, generator, LANES, 0)))
                .isEqualTo(EXTENDED);
        // Not all refused, failed or the same.
        assertThat(unscented.verdicts()).contains(0, 1, 2);
        assertThat(Arrays.stream(unscented.means()[1]).distinct().count()).isEqualTo(LANES);
    }

    @ParameterizedTest
    @MethodSource("compiled")
    void placeAndCountOfLanesDoNotMatter(Generator generator) {
        FilterPlanes all = LaneBits.follow(FilterMethod.UNSCENTED, generator, LANES, 0);
        // Alone, fewer than a call of vector code takes, not a multiple of any vector, at other places.
        for (int[] part : new int[][] {{1, 7}, {31, 3}, {33, 2}, {40, 20}}) {
            FilterPlanes some = LaneBits.follow(FilterMethod.UNSCENTED, generator, part[0], part[1]);
            for (int k = 0; k < all.results().length; k++) {
                double[] expected = Arrays.copyOfRange(all.results()[k], part[1], part[1] + part[0]);
                assertThat(some.results()[k])
                        .as("plane %d, %d lanes", k, part[0])
                        .isEqualTo(expected);
            }
        }
    }

    /** Interpreted at first, compiled at the end: some 60,000 passes of each kernel's plain loop are enough for C2. */
    @Test
    void compiledCodeGivesTheBitsOfInterpretedCode() {
        UpdateEquations equations = new UpdateEquations(LaneBits.MODEL, (GaussianMethod) FilterMethod.EXTENDED);
        GaussianKernels kernels = GaussianKernels.each(
                        equations, GaussianKernels.together(equations).correction())
                .with(Generator.SCALAR);
        LaneTile tile = kernels.newTile();
        for (int round = 0; round < 80; round++) {
            FilterPlanes fleet = LaneBits.fleet(LANES, 0);
            LaneBits.follow(fleet, tile, 0);
            assertThat(LaneBits.fingerprint(fleet)).as("round %d", round).isEqualTo(EXTENDED);
        }
    }

    /** Other JVMs: two numbers a vector, no compiler at all. */
    @Test
    void otherMachinesGiveTheSameBits() throws Exception {
        List<List<String>> options = new ArrayList<>(List.of(List.of("-Xint")));
        if (VectorModule.present()) {
            options.add(List.of("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=16"));
        }
        for (List<String> chosen : options) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(chosen);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), LaneBits.class.getName()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("exit code of %s", command).isZero();
            assertThat(printed).as("%s", chosen).startsWith(EXTENDED);
            assertThat(printed)
                    .endsWith(
                            chosen.size() == 1
                                    ? "SCALAR" + System.lineSeparator()
                                    : "VECTOR of 2" + System.lineSeparator());
        }
    }
}
