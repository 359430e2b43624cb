package dev.weft.solvers.blas;

import dev.weft.solvers.matrix.MatrixBackend;
import dev.weft.solvers.matrix.MatrixBackendProvider;

/** Offer the system's BLAS to {@link dev.weft.solvers.matrix.MatrixProducts}. */
public final class BlasProvider implements MatrixBackendProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public BlasProvider() {}

    @Override
    public String name() {
        return BlasBackend.NAME;
    }

    @Override
    public MatrixBackend open() throws UnavailableException {
        return BlasBackend.open();
    }
}
