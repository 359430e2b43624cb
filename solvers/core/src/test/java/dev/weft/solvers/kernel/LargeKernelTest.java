package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Graphs too large for one method. */
class LargeKernelTest {
    private final List<Expr> symbols = new ArrayList<>();

    /** A graph that keeps many values alive across any cut: each node takes two of the last ones. */
    private List<Expr> graph(int operations, int outputs) {
        Random random = new Random(operations);
        symbols.clear();
        for (int i = 0; i < 24; i++) {
            symbols.add(Expr.symbol("x" + i));
        }
        List<Expr> nodes = new ArrayList<>(symbols);
        while (nodes.size() < operations + symbols.size()) {
            Expr a = nodes.get(nodes.size() - 1 - random.nextInt(24));
            Expr b = nodes.get(nodes.size() - 1 - random.nextInt(24));
            nodes.add(
                    switch (random.nextInt(4)) {
                        case 0 -> a.plus(b).times(0.5);
                        case 1 -> a.minus(b).times(0.5);
                        case 2 -> a.times(b).plus(Expr.constant(0.1));
                        default -> a.times(0.25).plus(b.times(0.75));
                    });
        }
        List<Expr> results = new ArrayList<>(nodes.subList(nodes.size() - outputs + 2, nodes.size()));
        results.add(symbols.get(3));
        results.add(Expr.constant(4.5));
        return results;
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 400, 2_000, 20_000})
    void agreesWithTheInterpreter(int operations) {
        List<Expr> outputs = graph(operations, 24);
        int lanes = 100;
        double[][] in = new double[symbols.size()][lanes];
        Random random = new Random(1);
        for (double[] plane : in) {
            java.util.Arrays.setAll(plane, i -> random.nextDouble() - 0.5);
        }
        Kernel oracle = Kernel.compile(outputs, symbols).with(Generator.INTERPRETER);
        double[][] expected = new double[outputs.size()][lanes];
        oracle.evaluate(in, new double[0], expected, 0, lanes, oracle.newScratch());
        for (Generator generator : Generators.compiled()) {
            Kernel kernel = Kernel.compile(outputs, symbols).with(generator);
            double[][] out = new double[outputs.size()][];
            // In place: the first outputs overwrite the inputs that later pieces read.
            double[][] own = new double[in.length][];
            for (int k = 0; k < in.length; k++) {
                own[k] = in[k].clone();
                out[k] = own[k];
            }
            for (int k = in.length; k < out.length; k++) {
                out[k] = new double[lanes];
            }
            kernel.evaluate(own, new double[0], out, 0, lanes, kernel.newScratch());
            double[] flat = new double[symbols.size()];
            double[] one = new double[outputs.size()];
            for (int k = 0; k < flat.length; k++) {
                flat[k] = in[k][17];
            }
            kernel.evaluate(flat, one, kernel.newScratch());
            for (int k = 0; k < out.length; k++) {
                assertThat(one[k]).as("%s, output %d, one lane", generator, k).isEqualTo(out[k][17]);
                for (int i = 0; i < lanes; i++) {
                    assertThat(out[k][i])
                            .as("%s, output %d, lane %d", generator, k, i)
                            // All values stay below one, and no operation enlarges an error.
                            .isCloseTo(
                                    expected[k][i],
                                    org.assertj.core.data.Offset.offset(
                                            operations * 1e-15 * (1 + Math.abs(expected[k][i]))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 400, 2_000, 20_000})
    void noMethodIsTooLargeForTheJitCompiler(int operations) {
        List<Expr> outputs = graph(operations, 24);
        for (Precision precision : Precision.values()) {
            LaneProgram program = Lowering.lower(new KernelSource(outputs, symbols, List.of()), precision);
            byte[] bytes = new LaneClass(program, Pieces.of(program), 64, 8).bytes();
            new ClassReader(bytes).accept(new LargestMethod(), 0);
        }
    }

    private static final class LargestMethod extends ClassVisitor {
        LargestMethod() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new org.objectweb.asm.commons.CodeSizeEvaluator(null) {
                @Override
                public void visitEnd() {
                    // HotSpot's HugeMethodLimit.
                    assertThat(getMaxSize()).as(name).isLessThan(8_000);
                }
            };
        }
    }
}
