package dev.weft.solvers.symbolic;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keep one node per distinct expression, so that equality is identity and shared work is seen.
 *
 * <p>A hash table of weak references: a graph nobody uses any more is collected, and its entries are
 * removed by whoever next adds to the same part. The table is divided into parts by hash, each with a
 * lock of its own that is held for one look-up, so threads that build different graphs seldom meet.
 */
final class Interner {
    private static final int PART_BITS = 6;

    private static final Part[] PARTS =
            IntStream.range(0, 1 << PART_BITS).mapToObj(i -> new Part()).toArray(Part[]::new);

    private Interner() {}

    /** Return the node that equals the candidate: an earlier one that is still in use, or else the candidate. */
    static Expr intern(Expr candidate) {
        // Multiplied by the golden ratio, so that the upper bits, which choose the part, depend on all.
        int hash = candidate.hashCode() * 0x9E3779B9;
        return PARTS[hash >>> (Integer.SIZE - PART_BITS)].intern(candidate, hash);
    }

    private static final class Entry extends WeakReference<Expr> {
        final int hash;

        @Nullable
        Entry next;

        Entry(Expr node, int hash, @Nullable Entry next, ReferenceQueue<Expr> collected) {
            super(node, collected);
            this.hash = hash;
            this.next = next;
        }
    }

    private static final class Part {
        private @Nullable Entry[] table = new @Nullable Entry[16];
        private int size;
        private final ReferenceQueue<Expr> collected = new ReferenceQueue<>();

        synchronized Expr intern(Expr candidate, int hash) {
            for (Reference<? extends Expr> r = collected.poll(); r != null; r = collected.poll()) {
                remove((Entry) r);
            }
            for (Entry e = table[index(hash)]; e != null; e = e.next) {
                Expr known = e.hash == hash ? e.get() : null;
                if (known != null && known.equals(candidate)) {
                    return known;
                }
            }
            if (size >= table.length) {
                grow();
            }
            int index = index(hash);
            table[index] = new Entry(candidate, hash, table[index], collected);
            size++;
            return candidate;
        }

        private int index(int hash) {
            return (hash ^ hash >>> 15) & (table.length - 1);
        }

        private void remove(Entry dead) {
            int index = index(dead.hash);
            Entry previous = null;
            for (Entry e = table[index]; e != null; previous = e, e = e.next) {
                if (e == dead) {
                    if (previous == null) {
                        table[index] = e.next;
                    } else {
                        previous.next = e.next;
                    }
                    size--;
                    return;
                }
            }
        }

        private void grow() {
            @Nullable Entry[] old = table;
            table = new @Nullable Entry[2 * old.length];
            for (Entry chain : old) {
                Entry e = chain;
                while (e != null) {
                    Entry next = e.next;
                    int index = index(e.hash);
                    e.next = table[index];
                    table[index] = e;
                    e = next;
                }
            }
        }
    }
}
