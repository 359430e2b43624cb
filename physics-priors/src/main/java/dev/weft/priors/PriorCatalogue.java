package dev.weft.priors;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * List the priors that are at hand: those of Weft and those of the user.
 *
 * <p>A jar adds its own by naming them in {@code META-INF/services/dev.weft.priors.PhysicsPrior}. Thread-safe.
 */
public final class PriorCatalogue {
    private final List<PhysicsPrior> priors;

    private PriorCatalogue(List<PhysicsPrior> priors) {
        this.priors = priors;
    }

    /**
     * Find all priors on the class path, by domain and name.
     *
     * @throws IllegalArgumentException if one cannot be constructed, or two have the same name
     */
    public static PriorCatalogue load() {
        List<PhysicsPrior> found;
        try {
            found = ServiceLoader.load(PhysicsPrior.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(PhysicsPrior::domain).thenComparing(PhysicsPrior::name))
                    .toList();
        } catch (ServiceConfigurationError e) {
            // The error's own message names the class, its cause what went wrong there, perhaps without a word.
            Throwable cause = e.getCause();
            String reason = cause == null
                    ? ""
                    : ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
            throw new IllegalArgumentException("a prior cannot be loaded: " + e.getMessage() + reason, e);
        }
        for (int i = 1; i < found.size(); i++) {
            String name = found.get(i).name();
            if (found.subList(0, i).stream().anyMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException(
                        "two priors are called " + name + ", expected distinct names; rename one class");
            }
        }
        return new PriorCatalogue(found);
    }

    /** Return all priors, by domain and name. */
    public List<PhysicsPrior> all() {
        return priors;
    }

    /** Return the names of all priors. */
    public List<String> names() {
        return priors.stream().map(PhysicsPrior::name).toList();
    }

    /** Return the prior of this name, if there is one. */
    public Optional<PhysicsPrior> find(String name) {
        return priors.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
