package dev.weft.sdk.warp;

import dev.weft.solvers.symbolic.Expr;
import java.util.Locale;

/** List the functions between two layers. */
public enum Activation {
    /** max(z, 0). */
    RELU {
        @Override
        public Expr of(Expr z) {
            return z.max(Expr.ZERO);
        }
    },
    /** z / (1 + e^{−z}). */
    SWISH {
        @Override
        public Expr of(Expr z) {
            // Held where the value is 4e-18 z: further on the derivative's square of the exponential overflows a float.
            return z.over(Expr.ONE.plus(z.negate().min(FARTHEST).exp()));
        }
    },
    /** tanh z. */
    TANH {
        @Override
        public Expr of(Expr z) {
            return z.tanh();
        }
    },
    /** sin z. */
    SIN {
        @Override
        public Expr of(Expr z) {
            return z.sin();
        }
    },
    /** log(1 + e^z). */
    SOFTPLUS {
        @Override
        public Expr of(Expr z) {
            return softplus(z);
        }
    },
    /** z: no function. */
    IDENTITY {
        @Override
        public Expr of(Expr z) {
            return z;
        }
    };

    private static final Expr FARTHEST = Expr.constant(40);

    /** Return the function of an expression. */
    public abstract Expr of(Expr z);

    /** Return the name in files: "swish". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return log(1 + e^z) in the form that does not overflow: max(z, 0) + log(1 + e^{−|z|}). */
    static Expr softplus(Expr z) {
        return z.max(Expr.ZERO).plus(Expr.ONE.plus(z.abs().negate().exp()).log());
    }
}
