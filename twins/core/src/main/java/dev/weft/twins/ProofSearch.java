package dev.weft.twins;

import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.EntryProof;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerProof;
import dev.weft.twins.ledger.LedgerProof.Leaf;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.MerkleProof;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Find the piece of a chain that proves an entry: from the snapshots that name its twin to the checkpoint that signs it. */
final class ProofSearch {
    /** A run that signs as it goes needs a third of this; whoever signs once a year does not want it all in one proof. */
    static final long USUAL_MOST = 64L << 20;

    private final TwinStore store;
    private final long most;

    /**
     * Look in a store.
     *
     * @param most bytes of links; beyond, the way to the checkpoint is left out
     */
    ProofSearch(TwinStore store, long most) {
        this.store = store;
        this.most = most;
    }

    Optional<LedgerProof> find(String id, long version) {
        Optional<LedgerEntry> single = store.single(id, version);
        if (single.isPresent()) {
            long at = single.get().sequence();
            return Optional.of(read(id, version, at, at, Optional.empty()));
        }
        return Ledger.of(store).proof(id, version).map(proof -> inStep(id, version, proof));
    }

    private LedgerProof inStep(String id, long version, EntryProof proof) {
        Seat seat = proof.seat();
        long named = store.latestPart(seat.fleet(), seat.block(), proof.first(), true)
                .map(StepPart::step)
                .orElseThrow(() -> StoreException.damaged("twin " + id + ": no snapshot before the step at "
                        + proof.first() + " says where it stands; restore the store from a copy"));
        return read(id, version, named, proof.first(), Optional.of(seat));
    }

    /** Read the links from where a twin is named, by those with its entry, to those that are signed. */
    private LedgerProof read(String id, long version, long named, long at, Optional<Seat> seat) {
        Optional<Checkpoint> signs = store.checkpoints().stream()
                .filter(checkpoint -> checkpoint.head().sequence() >= at && checkpoint.isSigned())
                .min(Comparator.comparingLong(checkpoint -> checkpoint.head().sequence()));
        long end = signs.map(checkpoint -> checkpoint.head().sequence()).orElse(at);
        Piece piece = new Piece(named, at, seat);
        store.readLinks(named - 1, end, piece::take);
        return new LedgerProof(
                id,
                version,
                piece.links,
                piece.link,
                piece.leaves,
                piece.end,
                piece.isCut ? Optional.empty() : signs,
                piece.isCut ? signs : Optional.empty());
    }

    /** The links as they pass. */
    private final class Piece {
        private final long named;
        private final long at;
        private final Optional<Seat> seat;
        private final List<byte[]> links = new ArrayList<>();
        private final List<Leaf> leaves = new ArrayList<>();
        private String before;
        private String end = LedgerChain.GENESIS;
        private String ofEntry = LedgerChain.GENESIS;
        private int link = -1;
        private long bytes;
        private boolean isCut;

        Piece(long named, long at, Optional<Seat> seat) {
            this.named = named;
            this.at = at;
            this.seat = seat;
            this.before = store.hash(named - 1).orElse(LedgerChain.GENESIS);
        }

        void take(LedgerLink next) {
            if (isCut) {
                return;
            }
            byte[] content = LedgerChain.content(before, next);
            bytes += content.length;
            if (link >= 0 && bytes > most) {
                isCut = true;
                links.subList(link + 1, links.size()).clear();
                end = ofEntry;
                return;
            }
            links.add(content);
            before = next.hash();
            end = next.hash();
            if (next instanceof LedgerStep step && seat.isPresent()) {
                if (step.first() == named) {
                    leaves.add(leaf(step, seat.get().block(), true));
                }
                if (step.first() == at) {
                    leaves.add(leaf(step, seat.get().block(), false));
                }
            }
            if (next.first() == at) {
                link = links.size() - 1;
                ofEntry = end;
            }
        }

        private Leaf leaf(LedgerStep step, int block, boolean snapshots) {
            int index = 0;
            for (StepBlock candidate : step.blocks()) {
                boolean here = candidate.block() == block;
                if (here && snapshots) {
                    return leaf(step, index, candidate.snapshots().orElseThrow());
                }
                index += candidate.snapshots().isPresent() ? 1 : 0;
                if (here && candidate.entries() > 0) {
                    return leaf(step, index, candidate.readings());
                }
                index += candidate.entries() > 0 ? 1 : 0;
            }
            throw StoreException.damaged(
                    "step " + step.first() + " has no block " + block + " any more; restore the store from a copy");
        }

        private Leaf leaf(LedgerStep step, int index, byte[] bytes) {
            MerkleProof path = step.tree().proof(index);
            return new Leaf(links.size() - 1, bytes, path);
        }
    }
}
