package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Evaluate an expression graph node by node in plain Java, with {@link Operation#apply}: slow, and the oracle for the
 * generated code.
 *
 * <p>In float every operation is computed in double and rounded, which is exact rounding for + − · / and the square
 * root.
 */
final class Interpreter implements DoubleCode, FloatCode {
    private final boolean rounds;
    private final int inputCount;
    private final int argumentCount;
    private final double[] constants;
    private final Operation[] operations;
    private final int[] operands;
    private final int[] outputs;

    Interpreter(KernelSource source, Precision precision) {
        this.rounds = precision == Precision.FLOAT;
        this.inputCount = source.inputs().size();
        this.argumentCount = source.arguments().size();
        List<Expr> order = source.operationsInOrder();
        Map<Expr, Integer> registers = new IdentityHashMap<>();
        source.arguments().forEach(argument -> registers.put(argument, registers.size()));
        Stream.concat(order.stream().flatMap(e -> e.operands().stream()), source.outputs().stream())
                .filter(e -> e.operation() == Operation.CONSTANT)
                .forEach(e -> registers.computeIfAbsent(e, absent -> registers.size()));
        this.constants = new double[registers.size() - argumentCount];
        registers.forEach((e, register) -> {
            if (register >= argumentCount) {
                constants[register - argumentCount] = round(e.value());
            }
        });
        this.operations = order.stream().map(Expr::operation).toArray(Operation[]::new);
        this.operands = new int[3 * operations.length];
        for (int i = 0; i < operations.length; i++) {
            List<Expr> from = order.get(i).operands();
            for (int k = 0; k < from.size(); k++) {
                operands[3 * i + k] = Objects.requireNonNull(registers.get(from.get(k)));
            }
            registers.put(order.get(i), registers.size());
        }
        this.outputs = source.outputs().stream()
                .mapToInt(e -> Objects.requireNonNull(registers.get(e)))
                .toArray();
    }

    private double round(double value) {
        return rounds ? (float) value : value;
    }

    private double[] newRegisters() {
        double[] registers = new double[argumentCount + constants.length + operations.length];
        System.arraycopy(constants, 0, registers, argumentCount, constants.length);
        return registers;
    }

    private void run(double[] registers) {
        int target = argumentCount + constants.length;
        for (int i = 0, o = 0; i < operations.length; i++, o += 3) {
            double value =
                    operations[i].apply(registers[operands[o]], registers[operands[o + 1]], registers[operands[o + 2]]);
            registers[target++] = round(value);
        }
    }

    @Override
    public void single(double[] in, double[] out, double[] scratch) {
        double[] registers = newRegisters();
        System.arraycopy(in, 0, registers, 0, argumentCount);
        run(registers);
        for (int k = 0; k < outputs.length; k++) {
            out[k] = registers[outputs[k]];
        }
    }

    @Override
    public void lanes(
            double[][] in, double[] shared, double[][] out, double[] scratch, int from, int to, int scratchBase) {
        double[] registers = newRegisters();
        System.arraycopy(shared, 0, registers, inputCount, argumentCount - inputCount);
        for (int i = from; i < to; i++) {
            for (int k = 0; k < inputCount; k++) {
                registers[k] = in[k][i];
            }
            run(registers);
            for (int k = 0; k < outputs.length; k++) {
                out[k][i] = registers[outputs[k]];
            }
        }
    }

    @Override
    public void single(float[] in, float[] out, float[] scratch) {
        double[] registers = newRegisters();
        for (int k = 0; k < argumentCount; k++) {
            registers[k] = in[k];
        }
        run(registers);
        for (int k = 0; k < outputs.length; k++) {
            out[k] = (float) registers[outputs[k]];
        }
    }

    @Override
    public void lanes(float[][] in, float[] shared, float[][] out, float[] scratch, int from, int to, int scratchBase) {
        double[] registers = newRegisters();
        for (int k = inputCount; k < argumentCount; k++) {
            registers[k] = shared[k - inputCount];
        }
        for (int i = from; i < to; i++) {
            for (int k = 0; k < inputCount; k++) {
                registers[k] = in[k][i];
            }
            run(registers);
            for (int k = 0; k < outputs.length; k++) {
                out[k][i] = (float) registers[outputs[k]];
            }
        }
    }

    @Override
    public void fewLanes(
            double[][] in, double[] shared, double[][] out, double[] scratch, int from, int to, int scratchBase) {
        lanes(in, shared, out, scratch, from, to, scratchBase);
    }

    @Override
    public void fewLanes(
            float[][] in, float[] shared, float[][] out, float[] scratch, int from, int to, int scratchBase) {
        lanes(in, shared, out, scratch, from, to, scratchBase);
    }
}
