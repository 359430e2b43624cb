package dev.weft.twins.audit;

import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.TwinOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Hold what a store keeps of its twins against the first entry of each. */
final class FirstEntries {
    private record First(long sequence, String cause) {}

    private final Map<String, First> byTwin = new LinkedHashMap<>();

    /** Take an entry of version 0. */
    void add(LedgerEntry entry) {
        byTwin.putIfAbsent(entry.twin(), new First(entry.sequence(), entry.cause()));
    }

    /**
     * Compare.
     *
     * @param ids the store's twins, in its order
     * @param complete whether all entries were read
     * @param origins finds what the store keeps of a twin
     * @return of how many twins the first entry vouches for model and policy
     */
    int compare(
            List<String> ids,
            boolean complete,
            Function<String, Optional<TwinOrigin>> origins,
            List<AuditFinding> findings) {
        if (complete && !ids.equals(byTwin.keySet().stream().limit(ids.size()).toList())) {
            findings.add(new AuditFinding(
                    Kind.TWIN_TOUCHED, 0, "", "the store's twins are not those of the ledger, or in another order"));
        }
        int vouched = 0;
        for (String id : ids) {
            First first = byTwin.get(id);
            if (first != null && compare(id, first, origins.apply(id), findings)) {
                vouched++;
            }
        }
        return vouched;
    }

    private static boolean compare(String id, First first, Optional<TwinOrigin> origin, List<AuditFinding> findings) {
        Optional<List<String>> differences = origin.flatMap(kept -> kept.differences(first.cause()));
        differences
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> findings.add(new AuditFinding(
                        Kind.TWIN_TOUCHED,
                        first.sequence(),
                        id,
                        "twin " + id + ": " + String.join(" and ", names)
                                + (names.size() == 1 ? " is not what entry " : " are not what entry ")
                                + first.sequence() + " says it was created from")));
        return differences.isPresent();
    }
}
