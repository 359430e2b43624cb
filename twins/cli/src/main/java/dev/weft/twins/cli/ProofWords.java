package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.Units;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerProof;
import dev.weft.twins.ledger.MerkleProof;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.StepReadings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Say in words what a proof proves: from the bytes that it holds, not from what a store says of them.
 *
 * @param proof what is told of
 * @param holds whether it holds
 * @param what became of the reading, or what happened
 * @param reading in words; empty if there was none
 * @param weights after the entry, in words
 * @param place among the links
 */
record ProofWords(
        LedgerProof proof, boolean holds, String what, Optional<String> reading, String weights, String place) {

    static ProofWords of(LedgerProof proof, Optional<LedgerEntry> single, PhysicsModel model) {
        boolean holds = proof.holds();
        if (single.isPresent()) {
            return ofSingle(proof, holds, single.get(), model);
        }
        return holds
                ? inStep(proof, model)
                : new ProofWords(proof, false, "cannot be told", Optional.empty(), "cannot be told", "in a step");
    }

    private static ProofWords ofSingle(LedgerProof proof, boolean holds, LedgerEntry entry, PhysicsModel model) {
        return new ProofWords(
                proof,
                holds,
                entry.kind() + " by " + entry.actor() + ": " + entry.cause() + ", recorded " + entry.recordedAt(),
                entry.observation().map(o -> reading(o, model)),
                weights(entry.after().estimate().mean(), model),
                "entry " + entry.sequence() + " of the ledger, a link by itself");
    }

    private static ProofWords inStep(LedgerProof proof, PhysicsModel model) {
        StepReadings readings = proof.readings().orElseThrow();
        int index = proof.index();
        MerkleProof path = proof.leaves().get(1).path();
        Observation seen = new Observation(
                readings.time(index),
                readings.inputs(index),
                readings.measured(index),
                new double[0],
                new double[0],
                readings.surprise(index),
                Finding.GOOD,
                List.of());
        return new ProofWords(
                proof,
                true,
                LedgerEntry.Kind.ACCEPTED + " by " + LedgerEntry.WEFT + ": " + Finding.GOOD.text(),
                Optional.of(reading(seen, model)),
                weights(readings.means(index), model),
                "in a step of fleet " + readings.fleet() + ": one of " + readings.count() + " of block "
                        + readings.block() + ", leaf " + (path.index() + 1) + " of " + path.size());
    }

    private static String reading(Observation seen, PhysicsModel model) {
        StringJoiner text = new StringJoiner(", ", "at " + TextTable.time(seen.time()) + " s: ", "");
        double[] inputs = seen.inputs();
        for (int k = 0; k < inputs.length; k++) {
            text.add(signal(
                    model.prior().inputs().get(k).name(),
                    inputs[k],
                    Units.text(model.prior().inputs().get(k).unit())));
        }
        double[] measured = seen.measured();
        for (int k = 0; k < measured.length; k++) {
            text.add(signal(
                    model.prior().outputs().get(k).name(),
                    measured[k],
                    Units.text(model.prior().outputs().get(k).unit())));
        }
        return text + "; surprise " + TextTable.number(seen.surprise());
    }

    private static String weights(double[] means, PhysicsModel model) {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < means.length; i++) {
            WeightSlot slot = model.layout().slots().get(i);
            text.add(signal(slot.name(), slot.coordinate().toValue(means[i]), slot.unit()));
        }
        return text.toString();
    }

    private static String signal(String name, double value, String unit) {
        return name + " " + TextTable.number(value) + (unit.isEmpty() || unit.equals("1") ? "" : " " + unit);
    }

    TextTable table() {
        TextTable table = new TextTable("ll", "what", "is");
        table.row("entry", "version " + proof.version() + " of twin " + proof.twin());
        table.row("happened", what);
        reading.ifPresent(text -> table.row("reading", text));
        table.row("weights after", weights);
        table.row("stands", place);
        table.row("hash", proof.hash());
        table.row(
                "proof",
                proof.links().size() + (proof.links().size() == 1 ? " link" : " links") + " and "
                        + proof.leaves().size() + " leaves, which end in " + proof.end());
        proof.checkpoint()
                .ifPresent(signed -> table.row(
                        "signed",
                        "up to entry " + signed.head().sequence() + " at " + signed.time() + " with " + signed.key()));
        table.row("holds", holds ? "yes" : "no: the ledger was touched; see weft audit verify");
        return table;
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        proof.beyond()
                .ifPresent(checkpoint -> remarks.add("the nearest checkpoint is over "
                        + checkpoint.head().sequence()
                        + " entries, so far on that the way there was left out: sign more often"));
        if (proof.checkpoint().isEmpty()) {
            remarks.add("not signed: the proof is worth what the hash is in which it ends, where you have it from; see"
                    + " weft audit sign");
        }
        return remarks;
    }

    ObjectNode json() {
        ObjectNode object = JsonOutput.newObject()
                .put("holds", holds)
                .put("twin", proof.twin())
                .put("version", proof.version())
                .put("happened", what);
        reading.ifPresent(text -> object.put("reading", text));
        object.put("weightsAfter", weights).put("stands", place).put("hash", proof.hash());
        proof.checkpoint().map(Checkpoint::head).ifPresent(head -> object.put("signedUpTo", head.sequence()));
        proof.checkpoint()
                .ifPresent(signed -> object.put("signedBy", signed.key().id()));
        return object;
    }
}
