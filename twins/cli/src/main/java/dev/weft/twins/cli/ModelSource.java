package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.sdk.model.PhysicsModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Find what a person names on the command line: a prior by its name, a model by its file or its prior. */
final class ModelSource {
    private static final long MAX_BYTES = 1L << 30;
    private final PriorCatalogue catalogue = PriorCatalogue.load();

    PriorCatalogue catalogue() {
        return catalogue;
    }

    /**
     * Find a prior.
     *
     * @throws DataException if there is none of this name; the message names the nearest
     */
    PhysicsPrior prior(String name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> Nearest.unknown("the catalogue", "prior", name, catalogue.names()));
    }

    /**
     * Hold what was named: a prior, and the model if it came from a file.
     *
     * @param prior the prior
     * @param loaded the model of the file; empty if the prior was named
     */
    record Choice(PhysicsPrior prior, Optional<PhysicsModel> loaded) {
        /** Return the model of the file, or the nominal one of the prior. */
        PhysicsModel model(DoubleSupplier samplingInterval) {
            return loaded.orElseGet(() -> PhysicsModel.nominal(prior, samplingInterval.getAsDouble()));
        }
    }

    /**
     * Find what a name stands for: a prior, else a model file, which is read once.
     *
     * @throws DataException if the name is neither a prior nor a readable model file
     */
    Choice choose(String nameOrFile) {
        Optional<PhysicsPrior> prior = catalogue.find(nameOrFile);
        if (prior.isPresent()) {
            return new Choice(prior.get(), Optional.empty());
        }
        PhysicsModel model = load(nameOrFile);
        return new Choice(model.prior(), Optional.of(model));
    }

    private PhysicsPrior priorOfModel(String file, String prior) {
        return catalogue
                .find(prior)
                .orElseThrow(() -> new DataException("model " + file + " is of prior '" + prior + "', expected one of "
                        + String.join(", ", catalogue.names()) + "; put the jar with that prior on WEFT_CLASSPATH"));
    }

    private PhysicsModel load(String name) {
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new DataException("model " + name + " is a folder, expected a model file or the name of a prior");
        }
        if (!Files.isRegularFile(file)) {
            String hint = name.contains(".") || name.contains("/")
                    ? "there is no such file"
                    : Nearest.unknown("the catalogue", "prior", name, catalogue.names())
                            .getMessage();
            throw new DataException("model " + name + ": expected a model file or the name of a prior; " + hint);
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new DataException("model " + name + " has more than a gigabyte, expected a model file");
            }
            return ModelFile.read(Files.readAllBytes(file), prior -> Optional.of(priorOfModel(name, prior)));
        } catch (IOException e) {
            throw new DataException("model " + name + " cannot be read: " + e.getMessage(), e);
        } catch (ModelFormatException e) {
            throw new DataException("model " + name + " " + e.getMessage(), e);
        }
    }
}
