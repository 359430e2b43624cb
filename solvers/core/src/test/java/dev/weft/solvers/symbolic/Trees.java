package dev.weft.solvers.symbolic;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.hipparchus.CalculusFieldElement;

/**
 * Generate random expression trees that know nothing of {@link Expr}: each is evaluated directly, without
 * sharing or simplification, and is built as an {@code Expr} through the public methods.
 */
public final class Trees {
    /** How many variables the trees draw from. */
    public static final int VARIABLES = 3;

    /** Values where an unsound simplification shows, and the neutral elements that invite one. */
    private static final Double[] SPECIAL = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        2.0,
        0.5,
        -3.25,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_NORMAL
    };

    private Trees() {}

    /** A tree of plain data. */
    public sealed interface Tree {
        /** Evaluate by recursion, the operations being those of {@link Operation#apply}. */
        double value(double[] x);

        /** Build the same formula by the methods of {@link Expr}. */
        Expr expr(List<Expr> symbols);

        /** Evaluate by recursion in a field of Hipparchus whose elements know their real value. */
        <T extends CalculusFieldElement<T>> T field(List<T> x);
    }

    record Variable(int index) implements Tree {
        @Override
        public double value(double[] x) {
            return x[index];
        }

        @Override
        public Expr expr(List<Expr> symbols) {
            return symbols.get(index);
        }

        @Override
        public <T extends CalculusFieldElement<T>> T field(List<T> x) {
            return x.get(index);
        }
    }

    record Constant(double number) implements Tree {
        @Override
        public double value(double[] x) {
            return number;
        }

        @Override
        public Expr expr(List<Expr> symbols) {
            return Expr.constant(number);
        }

        @Override
        public <T extends CalculusFieldElement<T>> T field(List<T> x) {
            return x.get(0).newInstance(number);
        }
    }

    record Node(Operation operation, Tree a, Tree b, Tree c) implements Tree {
        @Override
        public double value(double[] x) {
            int arity = operation.arity();
            return operation.apply(a.value(x), arity > 1 ? b.value(x) : 0, arity > 2 ? c.value(x) : 0);
        }

        @Override
        public Expr expr(List<Expr> symbols) {
            Expr left = a.expr(symbols);
            return operation.arity() == 1 ? unary(left) : withMore(left, b.expr(symbols), symbols);
        }

        @Override
        public <T extends CalculusFieldElement<T>> T field(List<T> x) {
            T p = a.field(x);
            return operation.arity() == 1 ? FieldTrees.unary(operation, p) : binary(p, b.field(x), x);
        }

        private <T extends CalculusFieldElement<T>> T binary(T p, T q, List<T> x) {
            return operation == Operation.SELECT
                    ? p.getReal() >= 0 ? q : c.field(x)
                    : FieldTrees.binary(operation, p, q);
        }

        private Expr unary(Expr e) {
            return switch (operation) {
                case NEGATE -> e.negate();
                case ABS -> e.abs();
                case SIGN -> e.sign();
                case FLOOR -> e.floor();
                case CEIL -> e.ceil();
                case RINT -> e.rint();
                case SQRT -> e.sqrt();
                case CBRT -> e.cbrt();
                case EXP -> e.exp();
                case EXPM1 -> e.expm1();
                case LOG -> e.log();
                case LOG1P -> e.log1p();
                case SIN -> e.sin();
                case COS -> e.cos();
                case TAN -> e.tan();
                case ASIN -> e.asin();
                case ACOS -> e.acos();
                case ATAN -> e.atan();
                case SINH -> e.sinh();
                case COSH -> e.cosh();
                case TANH -> e.tanh();
                default -> throw new IllegalStateException("not unary: " + operation);
            };
        }

        private Expr withMore(Expr left, Expr right, List<Expr> symbols) {
            return switch (operation) {
                case ADD -> left.plus(right);
                case SUBTRACT -> left.minus(right);
                case MULTIPLY -> left.times(right);
                case DIVIDE -> left.over(right);
                // Both spellings of a constant exponent, for they simplify differently.
                case POWER ->
                    b instanceof Constant exponent && exponent.number != 2
                            ? left.pow(exponent.number)
                            : left.pow(right);
                case ATAN2 -> left.atan2(right);
                case MIN -> left.min(right);
                case MAX -> left.max(right);
                case SELECT -> Expr.select(left, right, c.expr(symbols));
                default -> throw new IllegalStateException("unary: " + operation);
            };
        }
    }

    /** Numbers, special ones in every other draw. */
    public static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(SPECIAL),
                Arbitraries.doubles().between(-1e3, 1e3).ofScale(6));
    }

    /** Values for the variables of a tree. */
    public static Arbitrary<double[]> points() {
        return numbers().array(double[].class).ofSize(VARIABLES);
    }

    /** Trees of every operation, up to {@code depth} levels. */
    public static Arbitrary<Tree> any(int depth) {
        Operation[] all = java.util.Arrays.stream(Operation.values())
                .filter(o -> o.arity() > 0)
                .toArray(Operation[]::new);
        return of(depth, all);
    }

    /** Trees of some operations, up to {@code depth} levels. */
    public static Arbitrary<Tree> of(int depth, Operation... operations) {
        return Arbitraries.recursive(
                Trees::leaves,
                children -> Combinators.combine(Arbitraries.of(operations), children, children, children)
                        .as(Node::new),
                1,
                depth);
    }

    /** Trees of functions that are smooth on all of ℝ and stay moderate for |x| ≤ 1.5. */
    public static Arbitrary<Tree> smooth(int depth) {
        Arbitrary<Tree> leaves = Arbitraries.oneOf(
                Arbitraries.integers().between(0, VARIABLES - 1).map(Variable::new),
                Arbitraries.of(-2.0, -0.5, 0.0, 1.0, 1.5).map(Constant::new));
        return Arbitraries.recursive(
                () -> leaves,
                children -> Combinators.combine(Arbitraries.integers().between(0, 21), children, children)
                        .as(Trees::smoothNode),
                1,
                depth);
    }

    private static Tree smoothNode(int kind, Tree a, Tree b) {
        Tree bounded = node(Operation.SIN, a);
        Tree positive = node(Operation.ADD, new Constant(2), bounded);
        return switch (kind) {
            case 0 -> node(Operation.ADD, a, b);
            case 1 -> node(Operation.SUBTRACT, a, b);
            case 2 -> node(Operation.MULTIPLY, bounded, b);
            case 3 -> node(Operation.DIVIDE, b, positive);
            case 4 -> node(Operation.POWER, positive, node(Operation.COS, b));
            case 5 -> node(Operation.SQRT, positive);
            case 6 -> node(Operation.LOG, positive);
            case 7 -> node(Operation.EXP, bounded);
            case 8 -> node(Operation.TANH, a);
            case 9 -> node(Operation.CBRT, positive);
            case 10 -> node(Operation.EXPM1, bounded);
            case 11 -> node(Operation.LOG1P, positive);
            case 12 -> node(Operation.TAN, bounded);
            case 13 -> node(Operation.ASIN, node(Operation.MULTIPLY, new Constant(0.9), bounded));
            case 14 -> node(Operation.ACOS, node(Operation.MULTIPLY, new Constant(0.9), bounded));
            case 15 -> node(Operation.ATAN, a);
            case 16 -> node(Operation.SINH, bounded);
            case 17 -> node(Operation.COSH, bounded);
            case 18 -> node(Operation.ATAN2, b, positive);
            // The same value on both sides of each switch, so that the whole stays smooth.
            case 19 -> node(Operation.MAX, positive, node(Operation.TANH, b));
            case 20 -> node(Operation.SELECT, node(Operation.ADD, new Constant(2), bounded), b, a);
            default -> node(Operation.NEGATE, node(Operation.COS, a));
        };
    }

    private static Tree node(Operation operation, Tree... children) {
        return new Node(operation, children[0], children[children.length - 1], children[0]);
    }

    private static Arbitrary<Tree> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, VARIABLES - 1).map(Variable::new),
                Arbitraries.of(SPECIAL).map(Constant::new));
    }
}
