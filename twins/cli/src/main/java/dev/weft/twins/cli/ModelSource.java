package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.model.LoadedModel;
import dev.weft.sdk.model.ModelFiles;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.warp.WarpModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Find what a person names on the command line: a prior by its name, a model by its file or its prior. */
final class ModelSource {
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

    /** Hold what a name stands for: physics, or a weight-space model. */
    sealed interface Opened {
        /** Hold physics. */
        record Physics(Choice choice) implements Opened {}

        /** Hold a weight-space model. */
        record Warp(WarpModel model) implements Opened {}
    }

    /**
     * Find what a name stands for: a prior, else a model file, which is read once.
     *
     * @throws DataException if the name is neither a prior nor a readable model file
     */
    Opened open(String nameOrFile) {
        Optional<PhysicsPrior> prior = catalogue.find(nameOrFile);
        if (prior.isPresent()) {
            return new Opened.Physics(new Choice(prior.get(), Optional.empty()));
        }
        LoadedModel loaded = load(nameOrFile);
        if (loaded instanceof LoadedModel.Physics physics) {
            return new Opened.Physics(new Choice(physics.model().prior(), Optional.of(physics.model())));
        }
        return new Opened.Warp(((LoadedModel.Warp) loaded).model());
    }

    /**
     * Find a prior or a physics model.
     *
     * @throws DataException if the name is neither
     */
    Choice choose(String nameOrFile) {
        if (open(nameOrFile) instanceof Opened.Physics physics) {
            return physics.choice();
        }
        throw new DataException("model " + nameOrFile + " is a weight-space model, expected a physics model or the name"
                + " of a prior");
    }

    /**
     * Find a weight-space model.
     *
     * @throws DataException if the file is none
     */
    WarpModel warp(String file) {
        if (open(file) instanceof Opened.Warp warp) {
            return warp.model();
        }
        throw new DataException("model " + file + " is physics, expected the file of a weight-space model"
                + " (weft train writes them)");
    }

    private PhysicsPrior priorOfModel(String file, String prior) {
        return catalogue
                .find(prior)
                .orElseThrow(() -> new DataException("model " + file + " is of prior '" + prior + "', expected one of "
                        + String.join(", ", catalogue.names()) + "; put the jar with that prior on WEFT_CLASSPATH"));
    }

    private LoadedModel load(String name) {
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
            return ModelFiles.read(file, prior -> Optional.of(priorOfModel(name, prior)));
        } catch (IOException e) {
            throw new DataException("model " + name + " cannot be read: " + e.getMessage(), e);
        } catch (ModelFormatException e) {
            throw new DataException("model " + name + " " + e.getMessage(), e);
        }
    }
}
