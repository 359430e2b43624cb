package dev.weft.twins.audit;

import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.VerificationKey;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hold a store against its chain of hashes and against signed checkpoints.
 *
 * <p>What must hold: each link, an entry or a step of many twins, follows from the one before; each checkpoint is signed by a trusted key, is of this ledger, and
 * has the hash of the link at its position; the chain is not shorter than the furthest checkpoint; prior, model and policy of
 * each twin are those whose hashes its first entry carries; the store's own structures are sound. Everything is looked at,
 * whatever was found before, as far as it can be read.
 *
 * <p>Reads the whole store once, link by link, and changes nothing. A writer may go on meanwhile: what it adds is left out.
 */
public final class LedgerAudit {
    private final TwinStore store;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
    private final FirstEntries created = new FirstEntries();
    private final SeatsAudit seats = new SeatsAudit(findings);
    private final Set<String> policies = new LinkedHashSet<>();
    private long entries;
    private long firstBad = Long.MAX_VALUE;

    private LedgerAudit(TwinStore store) {
        this.store = store;
    }

    /**
     * Audit a store.
     *
     * @param trusted keys whose signatures count. If there are none, signatures are held against the keys that the checkpoints
     *     name themselves, which shows damage, but not that somebody signed anew
     * @param elsewhere checkpoints that were kept outside of the store
     * @throws StoreException if the store cannot be used; what is damaged in it is a finding
     */
    public static AuditReport of(TwinStore store, List<VerificationKey> trusted, List<Checkpoint> elsewhere) {
        return new LedgerAudit(store).run(trusted, elsewhere);
    }

    private AuditReport run(List<VerificationKey> trusted, List<Checkpoint> elsewhere) {
        // Checkpoints and twins before entries: a writer that goes on adds entries for them, never takes some away.
        List<Checkpoint> kept = new ArrayList<>();
        boolean keptRead = attempt(() -> kept.addAll(store.checkpoints()));
        List<String> ids = new ArrayList<>();
        attempt(() -> ids.addAll(store.ids()));
        CheckpointAudit signed = new CheckpointAudit(trusted, findings);
        signed.read(kept, elsewhere, keptRead);
        boolean allRead = attempt(() -> store.readLinks(link -> {
            take(link);
            signed.pass(link);
        }));
        attempt(() -> seats.compare(store.seats()));
        signed.compare(allRead, chain.sequence(), firstBad);
        int vouched = created.compare(ids, allRead, this::origin, findings);
        policies.forEach(this::comparePolicy);
        attempt(store::requireSound);
        return new AuditReport(
                findings,
                entries,
                chain.lastHash(),
                signed.count(),
                signed.newest(),
                !trusted.isEmpty(),
                ids.size(),
                vouched);
    }

    private void take(LedgerLink link) {
        boolean follows = chain.accepts(link);
        if (link instanceof LedgerEntry entry) {
            entries++;
            if (!follows) {
                touched(
                        entry.sequence(),
                        entry.twin(),
                        "(twin " + entry.twin() + ", version " + entry.version() + ", " + entry.cause() + ")");
            }
            policies.add(entry.policy());
            if (entry.version() == 0) {
                created.add(entry);
            }
        } else if (link instanceof LedgerStep step) {
            entries += step.entries();
            seats.pass(step);
            if (!follows) {
                touched(
                        step.first(),
                        "",
                        "or one of the " + (step.entries() - 1) + " after it (a step of fleet " + step.fleet() + ")");
            }
        }
    }

    private void touched(long sequence, String twin, String which) {
        if (firstBad == Long.MAX_VALUE) {
            firstBad = sequence;
            findings.add(new AuditFinding(
                    Kind.ENTRY_TOUCHED, sequence, twin, "the first bad entry is " + sequence + " " + which));
        }
    }

    /** A store refuses a policy whose text is not what it is named by. */
    private void comparePolicy(String hash) {
        attempt(() -> {
            if (store.policy(hash).isEmpty()) {
                findings.add(new AuditFinding(
                        Kind.POLICY_MISSING, 0, "", "policy " + hash + ", which entries name, is not in the store"));
            }
        });
    }

    private Optional<TwinOrigin> origin(String id) {
        List<TwinOrigin> found = new ArrayList<>();
        attempt(() -> store.origin(id).ifPresent(found::add));
        return found.stream().findFirst();
    }

    /** Do something with the store; damage is a finding, anything else is thrown. */
    private boolean attempt(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (StoreException e) {
            if (!e.isDamage()) {
                throw e;
            }
            findings.add(new AuditFinding(Kind.STORE_DAMAGED, 0, "", String.valueOf(e.getMessage())));
            return false;
        }
    }
}
