package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.Comparison;
import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Operation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Count the instructions of lane code: each operation once, however often it is built with the same operands, as a
 * recorder of kernels does. Constants are free; a select is two (compare, blend), a guard is two (compare, branch).
 */
final class InstructionCounter implements LaneArithmetic<Integer> {
    private final Precision precision;
    private final Map<List<Object>, Integer> nodes = new HashMap<>();
    private int instructions;

    InstructionCounter(Precision precision) {
        this.precision = precision;
    }

    int instructions() {
        return instructions;
    }

    Integer argument(String name) {
        return node(0, "argument", name);
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public Integer constant(double value) {
        return node(0, "constant", value);
    }

    @Override
    public Integer bits(long pattern) {
        return node(0, "bits", pattern);
    }

    @Override
    public Integer add(Integer a, Integer b) {
        return node(1, "add", a, b);
    }

    @Override
    public Integer subtract(Integer a, Integer b) {
        return node(1, "subtract", a, b);
    }

    @Override
    public Integer multiply(Integer a, Integer b) {
        return node(1, "multiply", a, b);
    }

    @Override
    public Integer divide(Integer a, Integer b) {
        return node(1, "divide", a, b);
    }

    @Override
    public Integer fma(Integer a, Integer b, Integer c) {
        return node(1, "fma", a, b, c);
    }

    @Override
    public Integer negate(Integer a) {
        return node(1, "negate", a);
    }

    @Override
    public Integer abs(Integer a) {
        return node(1, "abs", a);
    }

    @Override
    public Integer sqrt(Integer a) {
        return node(1, "sqrt", a);
    }

    @Override
    public Integer min(Integer a, Integer b) {
        return node(1, "min", a, b);
    }

    @Override
    public Integer max(Integer a, Integer b) {
        return node(1, "max", a, b);
    }

    @Override
    public Integer select(Comparison comparison, Integer a, Integer b, Integer then, Integer otherwise) {
        return node(2, "select", comparison, a, b, then, otherwise);
    }

    @Override
    public Integer and(Integer a, Integer b) {
        return node(1, "and", a, b);
    }

    @Override
    public Integer or(Integer a, Integer b) {
        return node(1, "or", a, b);
    }

    @Override
    public Integer xor(Integer a, Integer b) {
        return node(1, "xor", a, b);
    }

    @Override
    public Integer bitsAdd(Integer a, Integer b) {
        return node(1, "bitsAdd", a, b);
    }

    @Override
    public Integer bitsSubtract(Integer a, Integer b) {
        return node(1, "bitsSubtract", a, b);
    }

    @Override
    public Integer shiftLeft(Integer a, int distance) {
        return node(1, "shiftLeft", a, distance);
    }

    @Override
    public Integer shiftRight(Integer a, int distance) {
        return node(1, "shiftRight", a, distance);
    }

    @Override
    public Integer shiftRightSigned(Integer a, int distance) {
        return node(1, "shiftRightSigned", a, distance);
    }

    @Override
    public Integer guarded(
            Integer fast, Comparison comparison, Integer a, Integer b, Operation operation, Integer x, Integer y) {
        return node(2, "guarded", fast, comparison, a, b, operation, x, y);
    }

    private int node(int cost, Object... key) {
        List<Object> node = Arrays.asList(key);
        Integer known = nodes.get(node);
        if (known != null) {
            return known;
        }
        instructions += cost;
        nodes.put(node, nodes.size());
        return nodes.size() - 1;
    }
}
