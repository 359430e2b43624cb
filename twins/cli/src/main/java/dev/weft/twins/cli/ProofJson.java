package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.ledger.LedgerProof;
import dev.weft.twins.ledger.MerkleProof;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/** Put the bytes of a proof into JSON, so that others can check it with SHA-256 alone. */
final class ProofJson {
    /** Bytes of a hash. */
    private static final int HASH = 32;

    private ProofJson() {}

    /** Add a proof to an object. */
    static ObjectNode write(ObjectNode object, LedgerProof proof) {
        object.put("format", "weft-proof/1");
        ArrayNode links = object.putArray("links");
        proof.links().forEach(link -> links.add(Base64.getEncoder().encodeToString(link)));
        object.put("link", proof.link());
        ArrayNode leaves = object.putArray("leaves");
        for (LedgerProof.Leaf leaf : proof.leaves()) {
            write(
                    leaves.addObject()
                            .put("link", leaf.link())
                            .put("bytes", Base64.getEncoder().encodeToString(leaf.bytes())),
                    leaf.path());
        }
        object.put("end", proof.end());
        proof.checkpoint().ifPresent(checkpoint -> object.put("checkpoint", checkpoint.line()));
        return object;
    }

    private static void write(ObjectNode leaf, MerkleProof path) {
        leaf.put("index", path.index()).put("size", path.size());
        ArrayNode hashes = leaf.putArray("path");
        ByteBuffer bytes = ByteBuffer.wrap(path.toBytes());
        bytes.position(2 * Long.BYTES);
        while (bytes.hasRemaining()) {
            byte[] hash = new byte[HASH];
            bytes.get(hash);
            hashes.add(HexFormat.of().formatHex(hash));
        }
    }
}
