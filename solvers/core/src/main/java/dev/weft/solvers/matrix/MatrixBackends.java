package dev.weft.solvers.matrix;

import dev.weft.solvers.lanes.VectorModule;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Find the backends of this process, once, and remember why others are missing. */
final class MatrixBackends {
    /** A backend, or the reason for which there is none. */
    record Found(String name, @Nullable MatrixBackend backend, String detail) {
        static Found open(MatrixBackend backend) {
            return new Found(backend.name(), backend, backend.detail());
        }
    }

    private static final String BLAS = "blas";

    private MatrixBackends() {}

    private static final class Holder {
        static final List<Found> ALL = find();
    }

    /** Return all backends, found or not: {@code ejml}, {@code vector}, and those of other modules. */
    static List<Found> all() {
        return Holder.ALL;
    }

    private static List<Found> find() {
        List<Found> all = new ArrayList<>();
        all.add(Found.open(new EjmlBackend()));
        all.add(vector());
        try {
            for (MatrixBackendProvider provider :
                    ServiceLoader.load(MatrixBackendProvider.class, MatrixBackends.class.getClassLoader())) {
                all.add(open(provider));
            }
        } catch (ServiceConfigurationError broken) {
            all.add(new Found("service", null, String.valueOf(broken.getMessage())));
        }
        if (all.stream().noneMatch(found -> found.name().equals(BLAS))) {
            all.add(new Found(BLAS, null, "the module weft-solvers-blas is not on the class path"));
        }
        return List.copyOf(all);
    }

    private static Found vector() {
        if (!VectorModule.present()) {
            return new Found("vector", null, "no module jdk.incubator.vector; " + VectorModule.remedy());
        }
        try {
            return Found.open(new VectorBackend());
        } catch (LinkageError changed) {
            return new Found("vector", null, "jdk.incubator.vector of this JDK is another one: " + changed);
        }
    }

    private static Found open(MatrixBackendProvider provider) {
        try {
            return Found.open(provider.open());
        } catch (MatrixBackendProvider.UnavailableException | LinkageError | RuntimeException unavailable) {
            return new Found(provider.name(), null, String.valueOf(unavailable.getMessage()));
        }
    }
}
