package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorCatalogueTest {
    /** A user's prior. */
    public static final class Fridge extends PhysicsPrior {}

    /** Has the name of one of Weft's. */
    public static final class MassSpringDamper extends PhysicsPrior {}

    /** Clashes units in its constructor. */
    public static final class Clashing extends PhysicsPrior {
        public Clashing() {
            state("level", Units.VOLT).plus(state("height", Units.METRE));
        }
    }

    /** Fails without a word. */
    public static final class Silent extends PhysicsPrior {
        public Silent() {
            throw new NullPointerException();
        }
    }

    @TempDir
    private Path jar;

    @Test
    void findsWhatWeftBrings() {
        assertThat(PriorCatalogue.load().names())
                .contains("cascaded-tanks", "mass-spring-damper")
                .doesNotHaveDuplicates();
        assertThat(PriorCatalogue.load().find("mass-spring-damper"))
                .get()
                .isInstanceOf(dev.weft.priors.mechanics.MassSpringDamper.class);
        assertThat(PriorCatalogue.load().find("mass-spring")).isEmpty();
    }

    @Test
    void findsWhatAUsersJarBringsByDomainAndName() throws IOException {
        try (Loaded ignored = new Loaded(Fridge.class)) {
            assertThat(PriorCatalogue.load().names()).contains("cascaded-tanks", "fridge");
            assertThat(PriorCatalogue.load().all())
                    .isSortedAccordingTo(
                            Comparator.comparing(PhysicsPrior::domain).thenComparing(PhysicsPrior::name));
        }
    }

    @Test
    void twoPriorsOfOneNameAreRefused() throws IOException {
        try (Loaded ignored = new Loaded(MassSpringDamper.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(PriorCatalogue::load)
                    .withMessage("two priors are called mass-spring-damper, expected distinct names; rename one class");
        }
    }

    @Test
    void anErrorInAUsersConstructorIsReportedInALineThatNamesTheClass() throws IOException {
        try (Loaded ignored = new Loaded(Clashing.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(PriorCatalogue::load)
                    .withMessageContaining(Clashing.class.getName())
                    .withMessageContaining("[V] and [m]")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
    }

    @Test
    void anErrorWithoutAMessageStillNamesTheClassAndTheError() throws IOException {
        try (Loaded ignored = new Loaded(Silent.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(PriorCatalogue::load)
                    .withMessageContaining(Silent.class.getName())
                    .withMessageContaining("NullPointerException");
        }
    }

    @Test
    void aClassThatIsNotThereIsNamed() throws IOException {
        try (Loaded ignored = new Loaded("com.example.Gone")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(PriorCatalogue::load)
                    .withMessageContaining("com.example.Gone");
        }
    }

    /** Puts a service file with one line on this thread's class path. */
    private final class Loaded implements AutoCloseable {
        private final ClassLoader before = Thread.currentThread().getContextClassLoader();
        private final URLClassLoader loader;

        Loaded(Class<?> provider) throws IOException {
            this(provider.getName());
        }

        Loaded(String provider) throws IOException {
            Path file = jar.resolve("META-INF/services/" + PhysicsPrior.class.getName());
            Files.createDirectories(file.getParent());
            Files.writeString(file, provider + "\n");
            loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
            Thread.currentThread().setContextClassLoader(loader);
        }

        @Override
        public void close() throws IOException {
            Thread.currentThread().setContextClassLoader(before);
            loader.close();
        }
    }
}
