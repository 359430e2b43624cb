package dev.weft.twins.ledger;

import dev.weft.twins.quality.SignalFinding;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Chain links, entries and steps: each carries SHA-256(hash before ‖ its own content), so that none can be changed, removed or put
 * elsewhere without breaking all that follow.
 *
 * <p>Holds the last link; one instance a store, used under the store's lock.
 */
public final class LedgerChain {
    /** The hash before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private long sequence;
    private String last;

    /** Continue a chain whose last entry has this position and hash; 0 and {@link #GENESIS} for an empty one. */
    public LedgerChain(long sequence, String last) {
        this.sequence = sequence;
        this.last = last;
    }

    /** Give a draft the next place. */
    public LedgerEntry append(LedgerDraft draft) {
        String hash = hash(last, sequence + 1, draft);
        sequence++;
        last = hash;
        return new LedgerEntry(
                sequence,
                draft.twin(),
                draft.version(),
                draft.kind(),
                draft.actor(),
                draft.cause(),
                draft.policy(),
                draft.recordedAt(),
                draft.observation(),
                draft.after(),
                hash);
    }

    /** Give a step the next places. */
    public LedgerStep append(StepDraft draft) {
        LedgerStep step = new LedgerStep(
                sequence + 1,
                draft.fleet(),
                draft.recordedAt(),
                draft.blocks(),
                hash(last, sequence + 1, draft.fleet(), draft.recordedAt().toEpochMilli(), draft.blocks()));
        sequence = step.last();
        last = step.hash();
        return step;
    }

    /** Take the next stored link as the last one, and tell whether its position and hash follow from the one before. */
    public boolean accepts(LedgerLink link) {
        return link instanceof LedgerStep step ? accepts(step) : accepts((LedgerEntry) link);
    }

    private boolean accepts(LedgerStep step) {
        boolean follows = step.first() == sequence + 1
                && step.hash()
                        .equals(hash(
                                last,
                                step.first(),
                                step.fleet(),
                                step.recordedAt().toEpochMilli(),
                                step.blocks()));
        sequence = step.last();
        last = step.hash();
        return follows;
    }

    /** Return the position of the last entry, 0 if there is none. */
    public long sequence() {
        return sequence;
    }

    /** Return the hash of the last link, {@link #GENESIS} if there is none. */
    public String lastHash() {
        return last;
    }

    private boolean accepts(LedgerEntry entry) {
        boolean follows = entry.sequence() == sequence + 1 && isHashOf(entry);
        sequence = entry.sequence();
        last = entry.hash();
        return follows;
    }

    /**
     * Return what the hash of a link is taken of: the hash before, then the link's content, for a step down to the root of its
     * tree. SHA-256 over it is the link's hash, if the link follows from the one before.
     *
     * @param before hash of the link before, in hex
     */
    public static byte[] content(String before, LedgerLink link) {
        return link instanceof LedgerStep step
                ? stepContent(
                        before,
                        step.first(),
                        step.fleet(),
                        step.recordedAt().toEpochMilli(),
                        step.entries(),
                        step.tree().root())
                : content(before, ((LedgerEntry) link).sequence(), LedgerDraft.of((LedgerEntry) link));
    }

    private boolean isHashOf(LedgerEntry entry) {
        try {
            return entry.hash().equals(hash(last, entry.sequence(), LedgerDraft.of(entry)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // A content that no entry can have, a cause without end for example, was never hashed.
            return false;
        }
    }

    private static String hash(String before, long first, int fleet, long recordedAt, List<StepBlock> blocks) {
        int entries = LedgerStep.positions(blocks);
        return stepHash(
                before,
                first,
                fleet,
                recordedAt,
                entries,
                LedgerStep.tree(blocks).root());
    }

    /** Hash a step. */
    static String stepHash(String before, long first, int fleet, long recordedAt, int entries, byte[] root) {
        return Sha256.hex(stepContent(before, first, fleet, recordedAt, entries, root));
    }

    private static byte[] stepContent(String before, long first, int fleet, long recordedAt, int entries, byte[] root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(before);
            out.writeLong(first);
            // Where an entry has its twin, which is never empty.
            out.writeUTF("");
            out.writeInt(fleet);
            out.writeLong(recordedAt);
            out.writeInt(entries);
            out.write(root);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused to grow", e);
        }
        return bytes.toByteArray();
    }

    private static String hash(String before, long sequence, LedgerDraft draft) {
        return Sha256.hex(content(before, sequence, draft));
    }

    private static byte[] content(String before, long sequence, LedgerDraft draft) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(before);
            out.writeLong(sequence);
            out.writeUTF(draft.twin());
            out.writeLong(draft.version());
            out.writeUTF(draft.kind().name());
            out.writeUTF(draft.actor());
            out.writeUTF(draft.cause());
            out.writeUTF(draft.policy());
            out.writeLong(draft.recordedAt().toEpochMilli());
            out.writeBoolean(draft.observation().isPresent());
            if (draft.observation().isPresent()) {
                Observation o = draft.observation().get();
                out.writeDouble(o.time());
                write(out, o.inputs());
                write(out, o.measured());
                write(out, o.expected());
                write(out, o.expectedDeviation());
                out.writeDouble(o.surprise());
                out.writeUTF(o.finding().name());
                out.writeInt(o.findings().size());
                for (SignalFinding finding : o.findings()) {
                    out.writeUTF(finding.signal());
                    out.writeUTF(finding.defect().name());
                    out.writeUTF(finding.action().name());
                    out.writeUTF(finding.detail());
                }
            }
            out.write(draft.after().toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused to grow", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            // Not writeDouble, for which all NaNs are one.
            out.writeLong(Double.doubleToRawLongBits(value));
        }
    }
}
