package dev.weft.solvers.symbolic;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.FastMath;

/** Apply operations to elements of a Hipparchus field that know their real value. */
final class FieldTrees {
    private FieldTrees() {}

    static <T extends CalculusFieldElement<T>> T unary(Operation operation, T a) {
        return switch (operation) {
            case NEGATE -> a.negate();
            case ABS -> a.abs();
            case SIGN -> a.sign();
            case FLOOR -> a.floor();
            case CEIL -> a.ceil();
            case RINT -> a.rint();
            case SQRT -> a.sqrt();
            case CBRT -> a.cbrt();
            case EXP -> a.exp();
            case EXPM1 -> a.expm1();
            case LOG -> a.log();
            case LOG1P -> a.log1p();
            case SIN -> a.sin();
            case COS -> a.cos();
            case TAN -> a.tan();
            case ASIN -> a.asin();
            case ACOS -> a.acos();
            case ATAN -> a.atan();
            case SINH -> a.sinh();
            case COSH -> a.cosh();
            case TANH -> a.tanh();
            default -> throw new IllegalStateException("not unary: " + operation);
        };
    }

    static <T extends CalculusFieldElement<T>> T binary(Operation operation, T a, T b) {
        return switch (operation) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> a.divide(b);
            case POWER -> a.pow(b);
            case ATAN2 -> a.atan2(b);
            case MIN -> FastMath.min(a, b);
            case MAX -> FastMath.max(a, b);
            default -> throw new IllegalStateException("not binary: " + operation);
        };
    }
}
