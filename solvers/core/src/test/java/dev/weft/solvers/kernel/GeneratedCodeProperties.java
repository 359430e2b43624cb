package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Trees;
import dev.weft.solvers.symbolic.Trees.Tree;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Generated code against the interpreter, and its shapes against each other. */
class GeneratedCodeProperties {
    /** The graphs of {@code Trees.smooth(4)} have few operations of moderate slope: no error grows past this. */
    private static final double ROUNDING = 1e-11;

    private static final double FLOAT_ROUNDING = 5e-3;

    private final List<Expr> symbols = List.of(Expr.symbol("a"), Expr.symbol("b"), Expr.symbol("c"));

    @Provide
    Arbitrary<Tree> trees() {
        return Trees.any(3);
    }

    @Provide
    Arbitrary<Tree> smoothTrees() {
        return Trees.smooth(4);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyShapeGivesTheSameBits(
            @ForAll @Size(min = 1, max = 4) List<@From("trees") Tree> trees,
            @ForAll @IntRange(min = 33, max = 90) int lanes,
            @ForAll long seed) {
        List<Expr> outputs = trees.stream().map(t -> t.expr(symbols)).toList();
        Kernel base = Kernel.compile(outputs, symbols.subList(0, 2), symbols.subList(2, 3));
        double[][] in = {values(seed, lanes), values(seed + 1, lanes)};
        double[] shared = {values(seed + 2, 1)[0]};
        double[][] expected = new double[outputs.size()][lanes];
        for (int i = 0; i < lanes; i++) {
            double[] out = new double[outputs.size()];
            Kernel single = base.with(Generator.SCALAR);
            single.evaluate(new double[] {in[0][i], in[1][i], shared[0]}, out, single.newScratch());
            for (int k = 0; k < out.length; k++) {
                expected[k][i] = out[k];
            }
        }
        for (Generator generator : Generators.compiled()) {
            Kernel kernel = base.with(generator);
            double[][] out = new double[outputs.size()][lanes];
            kernel.evaluate(in, shared, out, 0, lanes, kernel.newScratch());
            for (int k = 0; k < out.length; k++) {
                assertThat(bits(out[k])).as("%s, %s", generator, trees.get(k)).containsExactly(bits(expected[k]));
            }
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void codeAgreesWithTheInterpreterWithinRounding(
            @ForAll @Size(min = 1, max = 3) List<@From("smoothTrees") Tree> trees, @ForAll long seed) {
        List<Expr> outputs = trees.stream().map(t -> t.expr(symbols)).toList();
        int lanes = 40;
        double[][] in = moderate(seed, lanes);
        double[][] expected = run(Kernel.compile(outputs, symbols).with(Generator.INTERPRETER), in, lanes);
        for (Generator generator : Generators.compiled()) {
            double[][] out = run(Kernel.compile(outputs, symbols).with(generator), in, lanes);
            for (int k = 0; k < out.length; k++) {
                for (int i = 0; i < lanes; i++) {
                    assertThat(out[k][i])
                            .as("%s, %s", generator, trees.get(k))
                            .isCloseTo(
                                    expected[k][i],
                                    org.assertj.core.data.Offset.offset(ROUNDING * (1 + Math.abs(expected[k][i]))));
                }
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void floatCodeAgreesWithDoubleWithinItsRounding(
            @ForAll @Size(min = 1, max = 3) List<@From("smoothTrees") Tree> trees, @ForAll long seed) {
        List<Expr> outputs = trees.stream().map(t -> t.expr(symbols)).toList();
        int lanes = 40;
        double[][] in = moderate(seed, lanes);
        float[][] narrow = new float[3][lanes];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < lanes; i++) {
                narrow[k][i] = (float) in[k][i];
                in[k][i] = narrow[k][i];
            }
        }
        double[][] expected = run(Kernel.compile(outputs, symbols).with(Generator.INTERPRETER), in, lanes);
        for (Generator generator : Generators.available()) {
            FloatKernel kernel = FloatKernel.compile(outputs, symbols).with(generator);
            float[][] out = new float[outputs.size()][lanes];
            kernel.evaluate(narrow, new float[0], out, 0, lanes, kernel.newScratch());
            for (int k = 0; k < out.length; k++) {
                for (int i = 0; i < lanes; i++) {
                    assertThat((double) out[k][i])
                            .as("%s, %s", generator, trees.get(k))
                            .isCloseTo(
                                    expected[k][i],
                                    org.assertj.core.data.Offset.offset(
                                            FLOAT_ROUNDING * (1 + Math.abs(expected[k][i]))));
                }
            }
        }
    }

    /** The two zeros are told apart; NaNs are not, since the machine may take either operand's. */
    private static long[] bits(double[] values) {
        return java.util.Arrays.stream(values)
                .mapToLong(Double::doubleToLongBits)
                .toArray();
    }

    private static double[][] run(Kernel kernel, double[][] in, int lanes) {
        double[][] out = new double[kernel.outputs()][lanes];
        kernel.evaluate(in, new double[0], out, 0, lanes, kernel.newScratch());
        return out;
    }

    private static double[][] moderate(long seed, int lanes) {
        Random random = new Random(seed);
        double[][] in = new double[3][lanes];
        for (double[] plane : in) {
            java.util.Arrays.setAll(plane, i -> 3 * random.nextDouble() - 1.5);
        }
        return in;
    }

    /** Moderate values with every kind of special one between them. */
    private static double[] values(long seed, int count) {
        double[] special = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, Double.MIN_VALUE, 1e22};
        Random random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(4) == 0 ? special[random.nextInt(special.length)] : random.nextGaussian() * 10;
        }
        return values;
    }
}
