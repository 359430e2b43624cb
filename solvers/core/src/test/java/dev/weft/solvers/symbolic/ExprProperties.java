package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Trees.Tree;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExprProperties {
    private final List<Expr> symbols = List.of(Expr.symbol("a"), Expr.symbol("b"), Expr.symbol("c"));

    @Provide
    Arbitrary<Tree> trees() {
        return Trees.any(4);
    }

    @Provide
    Arbitrary<double[]> points() {
        return Trees.points();
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void simplificationNeverChangesAValue(@ForAll("trees") Tree tree, @ForAll("points") double[] point) {
        Kernel kernel = Kernel.compile(List.of(tree.expr(symbols)), symbols);
        double[] out = new double[1];
        kernel.evaluate(point, out, kernel.newScratch());

        // Bit for bit, so that the two zeros are told apart; doubleToLongBits sees all NaNs as one.
        assertThat(Double.doubleToLongBits(out[0]))
                .as("%s", tree)
                .isEqualTo(Double.doubleToLongBits(tree.value(point)));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSameFormulaIsTheSameNode(@ForAll("trees") Tree tree) {
        Expr expr = tree.expr(symbols);

        assertThat(tree.expr(symbols)).isSameAs(expr);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aFormulaOfOtherSymbolsIsAnotherNodeUnlessItIsConstant(@ForAll("trees") Tree tree) {
        List<Expr> others = List.of(Expr.symbol("a"), Expr.symbol("b"), Expr.symbol("c"));
        Expr expr = tree.expr(symbols);

        assertThat(expr == tree.expr(others)).isEqualTo(expr.operation() == Operation.CONSTANT || isConstantOnly(expr));
    }

    private static boolean isConstantOnly(Expr expr) {
        return expr.operation() != Operation.SYMBOL
                && expr.operands().stream().allMatch(ExprProperties::isConstantOnly);
    }
}
