package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import dev.weft.solvers.symbolic.Trees;
import dev.weft.solvers.symbolic.Trees.Tree;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class KernelProperties {
    private final List<Expr> symbols = List.of(Expr.symbol("a"), Expr.symbol("b"), Expr.symbol("c"));

    @Provide
    Arbitrary<Tree> trees() {
        return Trees.any(3);
    }

    @Provide
    Arbitrary<double[]> points() {
        return Trees.points();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theInterpreterAgreesWithARecursiveWalkOfTheGraph(
            @ForAll @Size(min = 1, max = 5) List<@From("trees") Tree> trees,
            @ForAll("points") double[] first,
            @ForAll("points") double[] second) {
        List<Expr> outputs = trees.stream().map(tree -> tree.expr(symbols)).toList();
        Kernel kernel = Kernel.compile(outputs, symbols).with(Generator.INTERPRETER);
        double[] scratch = kernel.newScratch();
        double[] out = new double[outputs.size()];

        // Twice with the same scratch: nothing of the first evaluation may be left in the second.
        for (double[] point : List.of(first, second)) {
            kernel.evaluate(point, out, scratch);
            for (int i = 0; i < out.length; i++) {
                assertThat(Double.doubleToLongBits(out[i]))
                        .as("output %d, %s", i, trees.get(i))
                        .isEqualTo(Double.doubleToLongBits(walk(outputs.get(i), point)));
            }
        }
    }

    private double walk(Expr expr, double[] point) {
        if (expr.operation() == Operation.CONSTANT) {
            return expr.value();
        }
        if (expr.operation() == Operation.SYMBOL) {
            return point[symbols.indexOf(expr)];
        }
        double[] v = new double[3];
        for (int i = 0; i < expr.operands().size(); i++) {
            v[i] = walk(expr.operands().get(i), point);
        }
        return expr.operation().apply(v[0], v[1], v[2]);
    }
}
