package dev.weft.twins.store.jdbc;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Find priors on the class path, which are loaded when the first one is asked for: not every command reads models. */
final class CataloguePriors implements Function<String, Optional<PhysicsPrior>> {
    private @Nullable PriorCatalogue loaded;

    @Override
    public Optional<PhysicsPrior> apply(String name) {
        PriorCatalogue catalogue = loaded;
        if (catalogue == null) {
            catalogue = PriorCatalogue.load();
            loaded = catalogue;
        }
        return catalogue.find(name);
    }
}
