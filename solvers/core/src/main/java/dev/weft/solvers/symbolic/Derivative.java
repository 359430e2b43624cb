package dev.weft.solvers.symbolic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Differentiate expressions into expressions, by the forward rule of every node.
 *
 * <p>A derivative shares its subexpressions with the value, so evaluating both costs little more than
 * the larger one. Terms with a structurally zero factor are dropped ({@code 0·x → 0}): a parameter that
 * an expression does not contain has derivative 0 even where another subexpression is not finite.
 *
 * <p>At the kinks of abs, min, max and select the derivative of the branch that {@link Operation} takes
 * is returned. Immutable use only; not thread-safe, one instance per thread.
 */
public final class Derivative {
    private final Expr variable;
    private final Map<Expr, Expr> memo = new IdentityHashMap<>();

    private Derivative(Expr variable) {
        this.variable = variable;
    }

    /**
     * Return ∂expr/∂variable.
     *
     * @throws IllegalArgumentException if {@code variable} is not a symbol
     */
    public static Expr of(Expr expr, Expr variable) {
        return with(variable).differentiate(expr);
    }

    /**
     * Return the Jacobian ∂f_i/∂v_j, row-major [F×V].
     *
     * @throws IllegalArgumentException if one of {@code variables} is not a symbol
     */
    public static List<Expr> jacobian(List<Expr> functions, List<Expr> variables) {
        List<Derivative> columns = variables.stream().map(Derivative::with).toList();
        List<Expr> entries = new ArrayList<>(functions.size() * variables.size());
        for (Expr function : functions) {
            for (Derivative column : columns) {
                entries.add(column.differentiate(function));
            }
        }
        return entries;
    }

    private static Derivative with(Expr variable) {
        if (variable.operation() != Operation.SYMBOL) {
            throw new IllegalArgumentException(
                    "cannot differentiate with respect to " + variable + ", expected a symbol");
        }
        return new Derivative(variable);
    }

    /** Operands first, on a stack of its own: a long sum is a graph deeper than a thread's stack. */
    private Expr differentiate(Expr expr) {
        Deque<Expr> open = new ArrayDeque<>();
        open.push(expr);
        while (!open.isEmpty()) {
            Expr e = open.peek();
            int before = open.size();
            if (!memo.containsKey(e)) {
                e.operands().stream().filter(o -> !memo.containsKey(o)).forEach(open::push);
                if (open.size() > before) {
                    continue;
                }
                memo.put(e, rule(e));
            }
            open.pop();
        }
        return known(expr);
    }

    private Expr known(Expr expr) {
        return Objects.requireNonNull(memo.get(expr));
    }

    private Expr rule(Expr e) {
        if (e.operation().arity() == 0) {
            return e == variable ? Expr.ONE : Expr.ZERO;
        }
        Expr a = e.operands().get(0);
        Expr da = known(a);
        Expr b = e.operation().arity() > 1 ? e.operands().get(1) : Expr.ZERO;
        Expr db = e.operation().arity() > 1 ? known(b) : Expr.ZERO;
        return switch (e.operation()) {
            case ADD -> add(da, db);
            case SUBTRACT -> add(da, negate(db));
            case MULTIPLY -> add(multiply(da, b), multiply(a, db));
            case DIVIDE -> add(divide(da, b), negate(divide(multiply(e, db), b)));
            case POWER ->
                add(
                        isZero(da) ? Expr.ZERO : multiply(multiply(b, a.pow(b.minus(Expr.ONE))), da),
                        isZero(db) ? Expr.ZERO : multiply(multiply(e, a.log()), db));
            case MIN -> select(b.minus(a), da, db);
            case MAX -> select(a.minus(b), da, db);
            case NEGATE -> negate(da);
            case SQRT -> divide(multiply(Expr.constant(0.5), da), e);
            case EXP -> multiply(e, da);
            case LOG -> divide(da, a);
            case SIN -> multiply(a.cos(), da);
            case COS -> negate(multiply(a.sin(), da));
            case TANH -> multiply(Expr.ONE.minus(e.times(e)), da);
            case ABS -> select(a, da, negate(da));
            case SELECT -> select(a, db, known(e.operands().get(2)));
            default -> throw new IllegalStateException("no derivative yet: " + e.operation());
            case CONSTANT, SYMBOL -> throw new IllegalStateException("handled above: " + e);
        };
    }

    private static boolean isZero(Expr e) {
        return e.operation() == Operation.CONSTANT && e.value() == 0.0;
    }

    private static Expr add(Expr a, Expr b) {
        if (isZero(a)) {
            return b;
        }
        return isZero(b) ? a : a.plus(b);
    }

    private static Expr negate(Expr a) {
        return isZero(a) ? Expr.ZERO : a.negate();
    }

    private static Expr multiply(Expr a, Expr b) {
        return isZero(a) || isZero(b) ? Expr.ZERO : a.times(b);
    }

    private static Expr divide(Expr a, Expr b) {
        return isZero(a) ? Expr.ZERO : a.over(b);
    }

    private static Expr select(Expr condition, Expr a, Expr b) {
        return Expr.select(condition, a, b);
    }
}
