package dev.weft.solvers.kernel;

import dev.weft.solvers.elementary.Elementary;
import dev.weft.solvers.lanes.Comparison;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Translate an expression graph into a {@link LaneProgram}: elementary functions become polynomials, small integer
 * powers products, and a product that is only added to something is fused with the sum (one rounding fewer).
 *
 * <p>A difference of two products is fused only where nothing that depends on it cares for its sign: {@code a·b − c·d}
 * under a square root stays exactly 0 where the products are equal, and is not a negative rounding error.
 */
final class Lowering {
    private static final double LARGEST_UNROLLED_POWER = 4;

    private final LaneRecorder recorder;
    private final Signatures signatures;
    private final Map<Expr, Integer> registers = new IdentityHashMap<>();
    private final Map<Expr, Integer> uses = new IdentityHashMap<>();
    private final Set<Expr> signMatters = Collections.newSetFromMap(new IdentityHashMap<>());

    private Lowering(KernelSource source, Precision precision) {
        this.signatures = new Signatures(source);
        this.recorder = new LaneRecorder(precision);
    }

    static LaneProgram lower(KernelSource source, Precision precision) {
        Lowering lowering = new Lowering(source, precision);
        List<Expr> inputs = source.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            lowering.registers.put(inputs.get(i), lowering.recorder.input(i));
        }
        for (int i = 0; i < source.shared().size(); i++) {
            lowering.registers.put(source.shared().get(i), lowering.recorder.shared(i));
        }
        List<Expr> order = source.operationsInOrder();
        order.forEach(e -> e.operands().forEach(o -> lowering.uses.merge(o, 1, Integer::sum)));
        source.outputs().forEach(o -> lowering.uses.merge(o, 1, Integer::sum));
        for (int i = order.size() - 1; i >= 0; i--) {
            lowering.markOperands(order.get(i));
        }
        order.forEach(e -> lowering.registers.put(e, lowering.record(e)));
        List<Integer> outputs = new ArrayList<>();
        source.outputs().forEach(o -> outputs.add(lowering.register(o)));
        return lowering.recorder.program(outputs, inputs.size(), source.shared().size());
    }

    /** Carry from a node to its operands whether their signs matter; users come before what they use. */
    private void markOperands(Expr e) {
        switch (e.operation()) {
            case ADD, SUBTRACT, MULTIPLY, NEGATE -> {
                if (signMatters.contains(e)) {
                    signMatters.addAll(e.operands());
                }
            }
            case DIVIDE -> {
                signMatters.add(e.operands().get(1));
                if (signMatters.contains(e)) {
                    signMatters.add(e.operands().get(0));
                }
            }
            default -> signMatters.addAll(e.operands());
        }
    }

    private Integer register(Expr expr) {
        return expr.operation() == Operation.CONSTANT
                ? recorder.constant(expr.value())
                : Objects.requireNonNull(registers.get(expr));
    }

    private Integer record(Expr e) {
        Expr first = e.operands().get(0);
        Expr second = e.operands().get(e.operands().size() > 1 ? 1 : 0);
        Integer a = register(first);
        Integer b = register(second);
        return switch (e.operation()) {
            case ADD -> sum(first, second);
            case SUBTRACT -> difference(first, second, signMatters.contains(e));
            case MULTIPLY -> product(first, second);
            case DIVIDE -> quotient(first, second);
            case NEGATE -> recorder.negate(a);
            case ABS -> recorder.abs(a);
            case SQRT -> recorder.sqrt(a);
            case MIN -> recorder.min(a, b);
            case MAX -> recorder.max(a, b);
            case SELECT ->
                recorder.select(
                        Comparison.LESS_OR_EQUAL,
                        recorder.constant(0),
                        a,
                        b,
                        register(e.operands().get(2)));
            case POWER -> power(first, second);
            default -> Elementary.apply(e.operation(), recorder, a, b);
        };
    }

    private Integer product(Expr first, Expr second) {
        if (isLoneNegation(first) && recorder.isLeaf(register(second))) {
            return recorder.multiply(register(first.operands().get(0)), recorder.negate(register(second)));
        }
        return recorder.multiply(register(first), register(second));
    }

    /** −a/b as a/(−b) where b is read from outside, and so negated once for all its uses. */
    private Integer quotient(Expr first, Expr second) {
        if (isLoneNegation(first) && recorder.isLeaf(register(second))) {
            return recorder.divide(register(first.operands().get(0)), recorder.negate(register(second)));
        }
        return recorder.divide(register(first), register(second));
    }

    private boolean isLoneNegation(Expr e) {
        return e.operation() == Operation.NEGATE && uses.getOrDefault(e, 0) == 1;
    }

    private Integer sum(Expr first, Expr second) {
        // The two orders of a sum are one node, in the order that was written first by anyone: not for rounding to
        // follow.
        boolean secondComesFirst = isLoneProduct(second) && signatures.of(second) < signatures.of(first);
        if (isLoneProduct(first) && !secondComesFirst) {
            return fused(first, register(second));
        }
        return isLoneProduct(second) ? fused(second, register(first)) : recorder.add(register(first), register(second));
    }

    private Integer difference(Expr first, Expr second, boolean exactly) {
        if (isLoneProduct(second) && !(exactly && addsProducts(first))) {
            Expr factor = second.operands().get(0);
            Expr other = second.operands().get(1);
            if (isCheapToNegate(factor)) {
                return recorder.fma(negated(factor), register(other), register(first));
            }
            if (isCheapToNegate(other)) {
                return recorder.fma(register(factor), negated(other), register(first));
            }
        }
        if (isLoneProduct(first) && !(exactly && addsProducts(second)) && isCheapToNegate(second)) {
            return fused(first, negated(second));
        }
        return recorder.subtract(register(first), register(second));
    }

    private Integer fused(Expr product, Integer addend) {
        return recorder.fma(
                register(product.operands().get(0)), register(product.operands().get(1)), addend);
    }

    /** A product that nothing else needs. */
    private boolean isLoneProduct(Expr e) {
        return e.operation() == Operation.MULTIPLY && uses.getOrDefault(e, 0) == 1;
    }

    /** Tell whether a sum holds a rounded product, which a fused product would not cancel exactly. */
    private static boolean addsProducts(Expr e) {
        return switch (e.operation()) {
            case MULTIPLY -> true;
            case ADD, SUBTRACT, NEGATE -> e.operands().stream().anyMatch(Lowering::addsProducts);
            default -> false;
        };
    }

    /** What is read from outside is negated once for all its uses. */
    private boolean isCheapToNegate(Expr e) {
        return recorder.isLeaf(register(e))
                || (isLoneProduct(e) && e.operands().stream().anyMatch(this::isCheapToNegate));
    }

    private Integer negated(Expr e) {
        if (recorder.isLeaf(register(e))) {
            return recorder.negate(register(e));
        }
        Expr first = e.operands().get(0);
        Expr second = e.operands().get(1);
        return isCheapToNegate(first)
                ? recorder.multiply(negated(first), register(second))
                : recorder.multiply(register(first), negated(second));
    }

    private Integer power(Expr base, Expr exponent) {
        Integer x = register(base);
        double n = exponent.value();
        boolean unrolled = exponent.operation() == Operation.CONSTANT
                && n == Math.rint(n)
                && n != 0
                && Math.abs(n) <= LARGEST_UNROLLED_POWER;
        if (!unrolled) {
            return Elementary.apply(Operation.POWER, recorder, x, register(exponent));
        }
        Integer factor = n > 0 ? x : recorder.divide(recorder.constant(1), x);
        Integer square = recorder.multiply(factor, factor);
        return switch ((int) Math.abs(n)) {
            case 1 -> factor;
            case 2 -> square;
            case 3 -> recorder.multiply(square, factor);
            default -> recorder.multiply(square, square);
        };
    }
}
