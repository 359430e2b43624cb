package dev.weft.sdk.adapt;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** The Kalman filter as in a textbook, with whole matrices and an inverse: D. Simon, 2006, equation 5.19. */
final class TextbookKalman {
    RealVector x;
    RealMatrix p;

    TextbookKalman(RealVector x, RealMatrix p) {
        this.x = x;
        this.p = p;
    }

    void propagate(RealMatrix f, RealVector forcing, RealMatrix q) {
        x = f.operate(x).add(forcing);
        p = f.multiply(p).multiplyTransposed(f).add(q);
    }

    /** Return νᵀ S⁻¹ ν. */
    double correct(RealMatrix h, RealVector y, RealMatrix r) {
        RealMatrix s = h.multiply(p).multiplyTransposed(h).add(r);
        RealMatrix inverse = MatrixUtils.inverse(s);
        RealVector innovation = y.subtract(h.operate(x));
        RealMatrix k = p.multiplyTransposed(h).multiply(inverse);
        x = x.add(k.operate(innovation));
        p = MatrixUtils.createRealIdentityMatrix(p.getRowDimension())
                .subtract(k.multiply(h))
                .multiply(p);
        return innovation.dotProduct(inverse.operate(innovation));
    }
}
