package dev.weft.solvers.blas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.matrix.MatrixProducts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlasBackendTest {
    @Test
    void isFoundByItsService() {
        MatrixProducts.Backend blas = MatrixProducts.backends().stream()
                .filter(backend -> backend.name().equals("blas"))
                .findFirst()
                .orElseThrow();
        if (blas.available()) {
            assertThat(blas.detail()).startsWith("system BLAS");
            assertThat(MatrixProducts.using("blas").backendFor(1, 1, 1)).isEqualTo("blas");
        } else {
            assertThat(blas.detail()).contains("install one").doesNotContain("class path");
        }
    }

    @Test
    void withoutTheVectorModuleItTakesTheLargeProducts() {
        MatrixProducts.Backend blas = MatrixProducts.backends().stream()
                .filter(backend -> backend.name().equals("blas"))
                .findFirst()
                .orElseThrow();
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        assertThat(MatrixProducts.bySize().backendFor(512, 512, 512))
                .isEqualTo(vector ? "vector" : blas.available() ? "blas" : "ejml");
    }

    @Test
    void librariesAreLookedForByName(@TempDir Path folder) throws Exception {
        assertThat(LibrarySearch.finds("libblas.so.3", List.of(folder))).isFalse();
        Files.createFile(folder.resolve("libblas.so.3"));
        assertThat(LibrarySearch.finds("libblas.so.3", List.of(Path.of("nowhere"), folder)))
                .isTrue();
    }

    @Test
    void foldersOfTheSystemAreAmongThoseSearched() {
        assertThat(LibrarySearch.folders()).contains(Path.of("/usr/lib"), Path.of("/lib64"));
    }
}
