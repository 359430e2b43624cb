package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.symbolic.Trees.Tree;
import java.util.Arrays;
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
        double[] out = Values.of(List.of(tree.expr(symbols)), symbols, point);

        // Bit for bit, so that the two zeros are told apart; doubleToLongBits sees all NaNs as one.
        assertThat(Double.doubleToLongBits(out[0]))
                .as("%s", tree)
                .isEqualTo(Double.doubleToLongBits(tree.value(point)));
    }

    /** The operations whose node may be another than was asked for, on the values where that could show. */
    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void simplificationOfNestedSignsPowersAndExtremaKeepsEveryBit(
            @ForAll("simplified") Tree tree, @ForAll("points") double[] point) {
        assertThat(Double.doubleToLongBits(Values.of(List.of(tree.expr(symbols)), symbols, point)[0]))
                .as("%s", tree)
                .isEqualTo(Double.doubleToLongBits(tree.value(point)));
    }

    @Provide
    Arbitrary<Tree> simplified() {
        return Trees.of(
                5,
                Operation.ADD,
                Operation.SUBTRACT,
                Operation.MULTIPLY,
                Operation.DIVIDE,
                Operation.POWER,
                Operation.NEGATE,
                Operation.ABS,
                Operation.SIGN,
                Operation.FLOOR,
                Operation.RINT,
                Operation.MIN,
                Operation.MAX,
                Operation.SELECT);
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

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void substitutionIsEvaluationWithTheSubstitutedValues(
            @ForAll("trees") Tree outer,
            @ForAll("trees") Tree first,
            @ForAll("trees") Tree second,
            @ForAll("points") double[] point) {
        List<Expr> replacements = List.of(first.expr(symbols), second.expr(symbols), symbols.get(0));
        Expr replaced = Substitution.of(symbols, replacements).apply(outer.expr(symbols));

        double[] inner = {first.value(point), second.value(point), point[0]};
        assertThat(Double.doubleToLongBits(Values.of(List.of(replaced), symbols, point)[0]))
                .as("%s of %s, %s", outer, first, second)
                .isEqualTo(Double.doubleToLongBits(outer.value(inner)));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void substitutingConstantsFoldsToTheValue(@ForAll("trees") Tree tree, @ForAll("points") double[] point) {
        List<Expr> constants = Arrays.stream(point).mapToObj(Expr::constant).toList();
        Expr folded = Substitution.of(symbols, constants).apply(tree.expr(symbols));

        assertThat(folded).isSameAs(Expr.constant(tree.value(point)));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aTopologicalOrderHasEveryNodeOnceAfterItsOperands(@ForAll("trees") Tree first, @ForAll("trees") Tree second) {
        List<Expr> roots = List.of(first.expr(symbols), second.expr(symbols));
        List<Expr> order = TopologicalOrder.of(roots);

        assertThat(order).doesNotHaveDuplicates().containsAll(roots);
        for (Expr node : order) {
            assertThat(order.subList(0, order.indexOf(node))).containsAll(node.operands());
        }
        assertThat(Symbols.of(roots))
                .containsExactlyElementsOf(
                        symbols.stream().filter(order::contains).toList());
    }

    private static boolean isConstantOnly(Expr expr) {
        return expr.operation() != Operation.SYMBOL
                && expr.operands().stream().allMatch(ExprProperties::isConstantOnly);
    }
}
