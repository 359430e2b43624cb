package dev.weft.twins.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.PriorStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Write and read the file that says that a prior has passed. */
final class StampFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StampFile() {}

    static void write(PriorStamp stamp, Path file, boolean force) {
        ObjectNode object = JSON.createObjectNode()
                .put("prior", stamp.prior())
                .put("definition", stamp.definition())
                .put("report", stamp.report())
                .put("machines", stamp.machines());
        byte[] text = object.toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, force, out -> out.write(text));
    }

    /**
     * Read a stamp.
     *
     * @throws DataException if the file is none, or of another prior than this one as it is now
     */
    static PriorStamp read(Path file, PhysicsPrior prior) {
        PriorStamp stamp;
        try {
            JsonNode node = JSON.readTree(Files.readString(file));
            stamp = new PriorStamp(
                    node.path("prior").asText(),
                    node.path("definition").asText(),
                    node.path("report").asText(),
                    node.path("machines").asInt());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DataException(
                    "stamp " + file + " is none: " + e.getMessage() + "; weft validate " + prior.name()
                            + " --stamp FILE writes one",
                    e);
        } catch (IOException e) {
            throw new DataException("stamp " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (!stamp.isOf(prior)) {
            throw new DataException("stamp " + file + " is of prior " + stamp.prior() + " "
                    + stamp.definition().substring(0, 12) + "…, expected " + prior.name()
                    + " as it is defined now; validate it again: weft validate " + prior.name() + " --stamp FILE");
        }
        return stamp;
    }
}
