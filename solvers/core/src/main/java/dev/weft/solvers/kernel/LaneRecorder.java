package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Comparison;
import dev.weft.solvers.lanes.DoubleArithmetic;
import dev.weft.solvers.lanes.FloatArithmetic;
import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Record lane arithmetic as a program instead of computing it. The same instruction is recorded once; what has only
 * constant operands is computed at once, by the arithmetic that the program will have.
 */
final class LaneRecorder implements LaneArithmetic<Integer> {
    private final Precision precision;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Instruction, Integer> registers = new HashMap<>();

    LaneRecorder(Precision precision) {
        this.precision = precision;
    }

    /** Return what was recorded, without what no output needs. */
    LaneProgram program(List<Integer> outputs, int inputs, int shared) {
        boolean[] needed = new boolean[instructions.size()];
        outputs.forEach(register -> needed[register] = true);
        for (int i = instructions.size() - 1; i >= 0; i--) {
            if (needed[i]) {
                instructions.get(i).operands().forEach(register -> needed[register] = true);
            }
        }
        int[] moved = new int[instructions.size()];
        List<Instruction> kept = new ArrayList<>();
        for (int i = 0; i < needed.length; i++) {
            if (needed[i]) {
                moved[i] = kept.size();
                Instruction old = instructions.get(i);
                List<Integer> operands =
                        old.operands().stream().map(r -> moved[r]).toList();
                kept.add(new Instruction(old.operation(), operands, old.detail(), old.comparison(), old.function()));
            }
        }
        return new LaneProgram(
                precision, kept, outputs.stream().map(r -> moved[r]).toList(), inputs, shared);
    }

    /** Record the reading of an input. */
    Integer input(int index) {
        return record(Instruction.leaf(LaneOperation.INPUT, index));
    }

    /** Record the reading of an input that all lanes share. */
    Integer shared(int index) {
        return record(Instruction.leaf(LaneOperation.SHARED, index));
    }

    /** Tell whether a register holds a constant or is read from outside. */
    boolean isLeaf(Integer register) {
        return instructions.get(register).operation().isLeaf();
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public Integer constant(double value) {
        return bits(
                precision == Precision.DOUBLE
                        ? Double.doubleToRawLongBits(value)
                        : Float.floatToRawIntBits((float) value));
    }

    @Override
    public Integer bits(long pattern) {
        long detail = precision == Precision.DOUBLE ? pattern : (int) pattern;
        return record(Instruction.leaf(LaneOperation.CONSTANT, detail));
    }

    @Override
    public Integer add(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.ADD, a, b));
    }

    @Override
    public Integer subtract(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.SUBTRACT, a, b));
    }

    @Override
    public Integer multiply(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.MULTIPLY, a, b));
    }

    @Override
    public Integer divide(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.DIVIDE, a, b));
    }

    @Override
    public Integer fma(Integer a, Integer b, Integer c) {
        return record(Instruction.of(LaneOperation.FMA, a, b, c));
    }

    @Override
    public Integer negate(Integer a) {
        return record(Instruction.of(LaneOperation.NEGATE, a));
    }

    @Override
    public Integer abs(Integer a) {
        return record(Instruction.of(LaneOperation.ABS, a));
    }

    @Override
    public Integer sqrt(Integer a) {
        return record(Instruction.of(LaneOperation.SQRT, a));
    }

    @Override
    public Integer min(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.MIN, a, b));
    }

    @Override
    public Integer max(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.MAX, a, b));
    }

    @Override
    public Integer select(Comparison comparison, Integer a, Integer b, Integer then, Integer otherwise) {
        return then.equals(otherwise)
                ? then
                : record(new Instruction(
                        LaneOperation.SELECT, List.of(a, b, then, otherwise), 0, comparison, Operation.CONSTANT));
    }

    @Override
    public Integer and(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.AND, a, b));
    }

    @Override
    public Integer or(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.OR, a, b));
    }

    @Override
    public Integer xor(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.XOR, a, b));
    }

    @Override
    public Integer bitsAdd(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.BITS_ADD, a, b));
    }

    @Override
    public Integer bitsSubtract(Integer a, Integer b) {
        return record(Instruction.of(LaneOperation.BITS_SUBTRACT, a, b));
    }

    @Override
    public Integer shiftLeft(Integer a, int distance) {
        return record(Instruction.shift(LaneOperation.SHIFT_LEFT, a, distance));
    }

    @Override
    public Integer shiftRight(Integer a, int distance) {
        return record(Instruction.shift(LaneOperation.SHIFT_RIGHT, a, distance));
    }

    @Override
    public Integer shiftRightSigned(Integer a, int distance) {
        return record(Instruction.shift(LaneOperation.SHIFT_RIGHT_SIGNED, a, distance));
    }

    @Override
    public Integer guarded(
            Integer fast, Comparison comparison, Integer a, Integer b, Operation operation, Integer x, Integer y) {
        return record(new Instruction(LaneOperation.GUARDED, List.of(fast, a, b, x, y), 0, comparison, operation));
    }

    private Integer record(Instruction instruction) {
        Integer known = registers.get(instruction);
        if (known != null) {
            return known;
        }
        if (!instruction.operation().isLeaf() && instruction.operands().stream().allMatch(this::isConstant)) {
            return fold(instruction);
        }
        instructions.add(instruction);
        registers.put(instruction, instructions.size() - 1);
        return instructions.size() - 1;
    }

    private boolean isConstant(Integer register) {
        return instructions.get(register).operation() == LaneOperation.CONSTANT;
    }

    private Integer fold(Instruction instruction) {
        Integer folded;
        if (precision == Precision.DOUBLE) {
            Double value = LaneStep.apply(
                    instruction,
                    DoubleArithmetic.INSTANCE,
                    operand -> Double.longBitsToDouble(instructions.get(operand).detail()));
            folded = bits(Double.doubleToRawLongBits(value));
        } else {
            Float value = LaneStep.apply(
                    instruction,
                    FloatArithmetic.INSTANCE,
                    operand ->
                            Float.intBitsToFloat((int) instructions.get(operand).detail()));
            folded = bits(Float.floatToRawIntBits(value));
        }
        registers.put(instruction, folded);
        return folded;
    }

    /** One step of a program in any arithmetic. */
    private static final class LaneStep {
        static <V> V apply(Instruction i, LaneArithmetic<V> lanes, Function<Integer, V> values) {
            List<V> v = i.operands().stream().map(values).toList();
            int distance = (int) i.detail();
            return switch (i.operation()) {
                case ADD -> lanes.add(v.get(0), v.get(1));
                case SUBTRACT -> lanes.subtract(v.get(0), v.get(1));
                case MULTIPLY -> lanes.multiply(v.get(0), v.get(1));
                case DIVIDE -> lanes.divide(v.get(0), v.get(1));
                case FMA -> lanes.fma(v.get(0), v.get(1), v.get(2));
                case NEGATE -> lanes.negate(v.get(0));
                case ABS -> lanes.abs(v.get(0));
                case SQRT -> lanes.sqrt(v.get(0));
                case MIN -> lanes.min(v.get(0), v.get(1));
                case MAX -> lanes.max(v.get(0), v.get(1));
                case SELECT -> lanes.select(i.comparison(), v.get(0), v.get(1), v.get(2), v.get(3));
                case AND -> lanes.and(v.get(0), v.get(1));
                case OR -> lanes.or(v.get(0), v.get(1));
                case XOR -> lanes.xor(v.get(0), v.get(1));
                case BITS_ADD -> lanes.bitsAdd(v.get(0), v.get(1));
                case BITS_SUBTRACT -> lanes.bitsSubtract(v.get(0), v.get(1));
                case SHIFT_LEFT -> lanes.shiftLeft(v.get(0), distance);
                case SHIFT_RIGHT -> lanes.shiftRight(v.get(0), distance);
                case SHIFT_RIGHT_SIGNED -> lanes.shiftRightSigned(v.get(0), distance);
                case GUARDED ->
                    lanes.guarded(v.get(0), i.comparison(), v.get(1), v.get(2), i.function(), v.get(3), v.get(4));
                case INPUT, SHARED, CONSTANT -> throw new IllegalStateException("not a step: " + i);
            };
        }
    }
}
