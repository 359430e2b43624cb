package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import java.util.List;

/**
 * Hold a straight-line program over lanes: each instruction reads registers that earlier ones wrote.
 *
 * @param instructions in an order in which they can run
 * @param outputs the registers of the outputs [O]
 * @param inputs I, the number of inputs with a value in each lane
 * @param shared S, the number of inputs with one value for all lanes
 */
record LaneProgram(Precision precision, List<Instruction> instructions, List<Integer> outputs, int inputs, int shared) {
    LaneProgram {
        instructions = List.copyOf(instructions);
        outputs = List.copyOf(outputs);
    }

    /** Return how many instructions compute something. */
    int operations() {
        return (int) instructions.stream().filter(i -> !i.operation().isLeaf()).count();
    }
}
