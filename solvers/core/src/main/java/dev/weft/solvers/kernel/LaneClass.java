package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import java.util.function.Function;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Write the class of a program: {@code single} for one lane in flat arrays, {@code lanes} for a range of lanes in
 * planes. Both call the methods of the pieces one after the other.
 *
 * <p>The loop over vectors leaves what fills no vector, and the lanes in which a guard fails, to the scalar method of
 * the same piece: the two agree bit for bit, so a lane's result does not depend on its position.
 */
final class LaneClass implements Opcodes {
    // Arguments of a piece's loop, which is static.
    static final int IN = 0;
    static final int SHARED = 1;
    static final int OUT = 2;
    static final int SCRATCH = 3;
    static final int FROM = 4;
    private static final int TO = 5;
    static final int BASE = 6;
    private static final int MASK = 7;
    private static final int END = 8;
    private static final int FIRST_LOCAL = 9;

    private final LaneProgram program;
    private final Pieces pieces;
    private final int tile;
    private final int vectorLanes;
    private final String name;
    private final String number;
    private final String flat;
    private final String planes;
    private final ClassWriter writer = new FramesOfUnknownTypes();

    /**
     * Prepare a class.
     *
     * @param tile how many lanes scratch has room for
     * @param vectorLanes lanes of a vector, 1 for scalar code
     */
    LaneClass(LaneProgram program, Pieces pieces, int tile, int vectorLanes) {
        this.program = program;
        this.pieces = pieces;
        this.tile = tile;
        this.vectorLanes = vectorLanes;
        this.name = LaneClass.class.getPackageName().replace('.', '/') + "/Generated";
        this.number = program.precision() == Precision.DOUBLE ? "D" : "F";
        this.flat = "[" + number;
        this.planes = "[[" + number;
    }

    byte[] bytes() {
        String contract = LaneClass.class.getPackageName().replace('.', '/')
                + (program.precision() == Precision.DOUBLE ? "/DoubleCode" : "/FloatCode");
        writer.visit(V17, ACC_FINAL | ACC_SUPER, name, null, "java/lang/Object", new String[] {contract});
        constructor();
        entry("single", "single", "(" + flat + flat + flat + ")V", 3);
        entry("lanes", vectorLanes > 1 ? "vector" : "scalar", lanesDescriptor(), BASE + 1);
        entry("fewLanes", "scalar", lanesDescriptor(), BASE + 1);
        for (int k = 0; k < pieces.pieces().size(); k++) {
            single(k);
            loop(k, "scalar", m -> new ScalarCode(m, program.precision()));
            if (vectorLanes > 1) {
                loop(k, "vector", m -> new VectorCode(m, program.precision(), vectorLanes, MASK));
            }
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private String lanesDescriptor() {
        return "(" + planes + flat + planes + flat + "III)V";
    }

    private void constructor() {
        MethodVisitor m = writer.visitMethod(0, "<init>", "()V", null, null);
        m.visitCode();
        m.visitVarInsn(ALOAD, 0);
        m.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        end(m);
    }

    /** A public method that calls the methods of all pieces with its own arguments. */
    private void entry(String entry, String piece, String descriptor, int arguments) {
        MethodVisitor m = writer.visitMethod(ACC_PUBLIC, entry, descriptor, null, null);
        m.visitCode();
        for (int k = 0; k < pieces.pieces().size(); k++) {
            for (int a = 0; a < arguments; a++) {
                m.visitVarInsn(a < FROM ? ALOAD : ILOAD, a + 1);
            }
            m.visitMethodInsn(INVOKESTATIC, name, piece + k, descriptor, false);
        }
        end(m);
    }

    private void single(int k) {
        MethodVisitor m = writer.visitMethod(ACC_STATIC, "single" + k, "(" + flat + flat + flat + ")V", null, null);
        m.visitCode();
        ValueCode code = new ScalarCode(m, program.precision());
        Places places = new FlatPlaces(code, m, program.inputs());
        PieceMethod piece = new PieceMethod(program, pieces, pieces.pieces().get(k), code, places, 3);
        piece.compute();
        piece.store();
        end(m);
    }

    private void loop(int k, String kind, Function<MethodVisitor, ValueCode> codes) {
        MethodVisitor m = writer.visitMethod(ACC_STATIC, kind + k, lanesDescriptor(), null, null);
        m.visitCode();
        ValueCode code = codes.apply(m);
        PlanePlaces places = new PlanePlaces(code, m, tile);
        int local = places.fetchPlanes(program, pieces.pieces().get(k), FIRST_LOCAL);
        PieceMethod piece = new PieceMethod(program, pieces, pieces.pieces().get(k), code, places, local);
        piece.hoist();
        // end = from + (to - from) rounded down to whole values
        m.visitVarInsn(ILOAD, FROM);
        m.visitVarInsn(ILOAD, TO);
        m.visitVarInsn(ILOAD, FROM);
        m.visitInsn(ISUB);
        code.pushInt(-code.lanes());
        m.visitInsn(IAND);
        m.visitInsn(IADD);
        m.visitVarInsn(ISTORE, END);
        Label condition = new Label();
        Label body = new Label();
        Label next = new Label();
        m.visitJumpInsn(GOTO, condition);
        m.visitLabel(body);
        piece.compute();
        if (code instanceof VectorCode vector && vector.isGuarded()) {
            Label held = new Label();
            vector.allHeld();
            m.visitJumpInsn(IFNE, held);
            rest(m, k, () -> {
                m.visitVarInsn(ILOAD, FROM);
                code.pushInt(vectorLanes);
                m.visitInsn(IADD);
            });
            m.visitJumpInsn(GOTO, next);
            m.visitLabel(held);
        }
        piece.store();
        m.visitLabel(next);
        m.visitIincInsn(FROM, code.lanes());
        m.visitLabel(condition);
        m.visitVarInsn(ILOAD, FROM);
        m.visitVarInsn(ILOAD, END);
        m.visitJumpInsn(IF_ICMPLT, body);
        if (code.lanes() > 1) {
            rest(m, k, () -> m.visitVarInsn(ILOAD, TO));
        }
        end(m);
    }

    /** Call the scalar method of the piece from the lane reached to a given one. */
    private void rest(MethodVisitor m, int k, Runnable to) {
        for (int a = IN; a <= SCRATCH; a++) {
            m.visitVarInsn(ALOAD, a);
        }
        m.visitVarInsn(ILOAD, FROM);
        to.run();
        m.visitVarInsn(ILOAD, BASE);
        m.visitMethodInsn(INVOKESTATIC, name, "scalar" + k, lanesDescriptor(), false);
    }

    private static void end(MethodVisitor m) {
        m.visitInsn(RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
