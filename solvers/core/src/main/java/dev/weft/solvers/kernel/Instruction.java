package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Comparison;
import dev.weft.solvers.symbolic.Operation;
import java.util.List;

/**
 * Hold one instruction of a {@link LaneProgram}.
 *
 * @param operation what it does
 * @param operands registers it reads; a register is the index of the instruction that wrote it
 * @param detail bits of a constant, index of an input, distance of a shift; 0 elsewhere
 * @param comparison of a select or guard; LESS elsewhere
 * @param function what a guard falls back to; CONSTANT elsewhere
 */
record Instruction(
        LaneOperation operation, List<Integer> operands, long detail, Comparison comparison, Operation function) {

    static Instruction leaf(LaneOperation operation, long detail) {
        return new Instruction(operation, List.of(), detail, Comparison.LESS, Operation.CONSTANT);
    }

    static Instruction of(LaneOperation operation, Integer... operands) {
        return new Instruction(operation, List.of(operands), 0, Comparison.LESS, Operation.CONSTANT);
    }

    static Instruction shift(LaneOperation operation, Integer operand, int distance) {
        return new Instruction(operation, List.of(operand), distance, Comparison.LESS, Operation.CONSTANT);
    }

    int operand(int index) {
        return operands.get(index);
    }
}
