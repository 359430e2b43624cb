package dev.weft.sdk.model;

import dev.weft.priors.PhysicsPrior;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Read model files of any kind: the card says which it is. */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Read a model.
     *
     * @param file the file, of any size
     * @param priors finds the prior of a physics model by its name
     * @throws ModelFormatException if the file is not a whole model file; see {@link ModelFile#read} and {@link
     *     WarpModelFile#read}
     * @throws IOException if it cannot be read
     */
    public static LoadedModel read(Path file, Function<String, Optional<PhysicsPrior>> priors) throws IOException {
        return read(SafeTensors.read(file), priors);
    }

    /**
     * Read a model.
     *
     * @param bytes the file's content
     * @param priors finds the prior of a physics model by its name
     * @throws ModelFormatException if the bytes are not a whole model file
     */
    public static LoadedModel read(byte[] bytes, Function<String, Optional<PhysicsPrior>> priors) {
        return read(SafeTensors.read(bytes), priors);
    }

    private static LoadedModel read(SafeTensors file, Function<String, Optional<PhysicsPrior>> priors) {
        return switch (ModelCardJson.kind(ModelCardJson.of(file))) {
            case WarpModelFile.KIND -> new LoadedModel.Warp(WarpModelFile.read(file));
            case ModelFile.KIND -> new LoadedModel.Physics(ModelFile.read(file, priors));
            default ->
                throw new ModelFormatException("holds a model of kind '"
                        + ModelCardJson.kind(ModelCardJson.of(file)) + "', expected '" + ModelFile.KIND + "' or '"
                        + WarpModelFile.KIND + "'");
        };
    }
}
