package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Comparison;
import dev.weft.solvers.lanes.Precision;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Write the bytecode of instructions on one kind of value: a number ({@link ScalarCode}) or a vector of numbers
 * ({@link VectorCode}). Operands are pushed by the caller's {@link Operands} where an instruction wants them.
 */
abstract class ValueCode implements Opcodes {
    /** Push operand {@code index} of the instruction under way. */
    interface Operands {
        void push(int index);
    }

    final MethodVisitor m;
    final Precision precision;

    ValueCode(MethodVisitor m, Precision precision) {
        this.m = m;
        this.precision = precision;
    }

    /** Return how many lanes a value has. */
    abstract int lanes();

    /** Return how many local variables a value takes. */
    abstract int localSize();

    /** Tell whether constants belong before the loop rather than where they are used. */
    abstract boolean hoistsConstants();

    abstract void load(int local);

    abstract void store(int local);

    /** Push a constant. */
    abstract void constant(long bits);

    /** Turn the number on the stack into a value all of whose lanes are that number. */
    abstract void broadcast();

    /** Push what the array holds from the index on. */
    abstract void fromArray(Runnable array, Runnable index);

    /** Write the value to the array from the index on. */
    abstract void intoArray(Runnable value, Runnable array, Runnable index);

    /** Push the result of an instruction that is neither leaf nor guard. */
    abstract void compute(Instruction i, Operands operands);

    /** Push the result of a guard. */
    abstract void guard(Instruction i, Operands operands);

    /** Name the type of the numbers, as descriptor: D or F. */
    final String number() {
        return precision == Precision.DOUBLE ? "D" : "F";
    }

    /** Name the integer type with as many bits, as descriptor: J or I. */
    final String integer() {
        return precision == Precision.DOUBLE ? "J" : "I";
    }

    final void pushNumber(long bits) {
        if (precision == Precision.DOUBLE) {
            m.visitLdcInsn(Double.longBitsToDouble(bits));
        } else {
            m.visitLdcInsn(Float.intBitsToFloat((int) bits));
        }
    }

    final void pushInt(int value) {
        if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            m.visitIntInsn(BIPUSH, value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            m.visitIntInsn(SIPUSH, value);
        } else {
            m.visitLdcInsn(value);
        }
    }

    final void loadNumber() {
        m.visitInsn(precision == Precision.DOUBLE ? DALOAD : FALOAD);
    }

    static void pushAll(Operands operands, int count) {
        for (int k = 0; k < count; k++) {
            operands.push(k);
        }
    }

    /** The name of a comparison where a class names it so: LT, LE, EQ. */
    static String shortName(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "LT";
            case LESS_OR_EQUAL -> "LE";
            case EQUAL -> "EQ";
        };
    }
}
