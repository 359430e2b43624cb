package dev.weft.solvers.bench;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.matrix.MatrixProducts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.RandomMatrices_FDRM;

/** Measure square matrix products by every backend, on one thread. */
final class GemmBenchmark implements Benchmark {
    private static final int[] SIZES = {64, 512, 2048};

    private final int[] sizes;

    GemmBenchmark() {
        this(SIZES);
    }

    /** Measure other sizes, small ones in a test. */
    GemmBenchmark(int... sizes) {
        this.sizes = sizes.clone();
    }

    @Override
    public String name() {
        return "gemm";
    }

    @Override
    public String about() {
        return "GFLOP/s of n by n products by EJML, our vector tile and a system BLAS, one thread";
    }

    @Override
    public int size() {
        return backends().size() * sizes.length * 2;
    }

    private static List<String> backends() {
        return MatrixProducts.backends().stream()
                .filter(MatrixProducts.Backend::available)
                .map(MatrixProducts.Backend::name)
                .toList();
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (int n : sizes) {
                for (String backend : backends()) {
                    String type = precision.name().toLowerCase(Locale.ROOT);
                    progress.accept(backend + ", n = " + n + ", " + type);
                    double nanos = clock.nanos(product(MatrixProducts.using(backend), precision, n));
                    cases.add(Case.of("n", n)
                            .with("precision", type)
                            .with("backend", backend)
                            .measured("gflops", 2.0 * n * n * n / nanos));
                }
            }
        }
        return cases;
    }

    private static Runnable product(MatrixProducts products, Precision precision, int n) {
        Random random = new Random(n);
        if (precision == Precision.DOUBLE) {
            DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, random);
            DMatrixRMaj b = RandomMatrices_DDRM.rectangle(n, n, random);
            DMatrixRMaj c = new DMatrixRMaj(n, n);
            return () -> products.multiply(a, b, c);
        }
        FMatrixRMaj a = RandomMatrices_FDRM.rectangle(n, n, random);
        FMatrixRMaj b = RandomMatrices_FDRM.rectangle(n, n, random);
        FMatrixRMaj c = new FMatrixRMaj(n, n);
        return () -> products.multiply(1, a, false, b, false, 0, c);
    }
}
