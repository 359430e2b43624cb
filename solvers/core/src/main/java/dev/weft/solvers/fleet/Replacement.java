package dev.weft.solvers.fleet;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Replace symbols of expressions by other expressions, all at once. */
final class Replacement {
    private Replacement() {}

    static List<Expr> of(List<Expr> expressions, List<Expr> symbols, List<Expr> values) {
        Map<Expr, Expr> memo = new IdentityHashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            memo.put(symbols.get(i), values.get(i));
        }
        List<Expr> replaced = new ArrayList<>();
        for (Expr root : expressions) {
            Deque<Expr> open = new ArrayDeque<>();
            open.push(root);
            while (!open.isEmpty()) {
                Expr e = open.peek();
                int before = open.size();
                if (!memo.containsKey(e)) {
                    e.operands().stream().filter(o -> !memo.containsKey(o)).forEach(open::push);
                    if (open.size() > before) {
                        continue;
                    }
                    memo.put(e, rebuild(e, memo));
                }
                open.pop();
            }
            replaced.add(Objects.requireNonNull(memo.get(root)));
        }
        return replaced;
    }

    private static Expr rebuild(Expr e, Map<Expr, Expr> memo) {
        List<Expr> o = e.operands().stream()
                .map(x -> Objects.requireNonNull(memo.get(x)))
                .toList();
        return switch (e.operation()) {
            case ADD -> o.get(0).plus(o.get(1));
            case SUBTRACT -> o.get(0).minus(o.get(1));
            case MULTIPLY -> o.get(0).times(o.get(1));
            case DIVIDE -> o.get(0).over(o.get(1));
            case POWER -> o.get(0).pow(o.get(1));
            case MIN -> o.get(0).min(o.get(1));
            case MAX -> o.get(0).max(o.get(1));
            case NEGATE -> o.get(0).negate();
            case ABS -> o.get(0).abs();
            case SQRT -> o.get(0).sqrt();
            case EXP -> o.get(0).exp();
            case LOG -> o.get(0).log();
            case SIN -> o.get(0).sin();
            case COS -> o.get(0).cos();
            case TANH -> o.get(0).tanh();
            case SELECT -> Expr.select(o.get(0), o.get(1), o.get(2));
            case CONSTANT, SYMBOL -> e;
            default -> throw new IllegalStateException("no replacement yet in " + e.operation());
        };
    }
}
