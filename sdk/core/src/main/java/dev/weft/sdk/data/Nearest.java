package dev.weft.sdk.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that is nearest to an asked one, so that a message can name it.
 *
 * <p>Nearness is the optimal string alignment distance (insertions, deletions, substitutions and swaps of neighbours,
 * one each), upper and lower case taken as equal, '-', '_' and ' ' too.
 */
public final class Nearest {

    private Nearest() {}

    /**
     * Finds the nearest known name.
     *
     * @param asked the name that does not exist
     * @param known the names that do
     * @return the nearest name, the first of equally near ones; empty only when nothing is known
     */
    public static Optional<String> to(String asked, Collection<String> known) {
        String wanted = folded(asked);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(wanted, folded(name));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * Refuses an unknown name in the words that every such refusal uses.
     *
     * @param where what was searched, for example a file's name
     * @param kind what the name names, for example "column"
     * @param asked the name that does not exist
     * @param known the names that do, in the order to list them
     * @return the exception to throw: "&lt;where&gt;: no &lt;kind&gt; 'asked'; nearest: 'x'; known: a, b, c"
     */
    public static DataException unknown(String where, String kind, String asked, Collection<String> known) {
        String nearest = to(asked, known)
                .map(name -> "; nearest: " + DataException.quote(name))
                .orElse("");
        return new DataException(
                where + ": no " + kind + " " + DataException.quote(asked) + nearest + "; known: " + listed(known));
    }

    /** Lists names for a message, the first thirty and how many more. */
    static String listed(Collection<String> names) {
        int most = 30;
        String first = String.join(", ", names.stream().limit(most).toList());
        int more = names.size() - most;
        return names.isEmpty() ? "none" : more > 0 ? first + " and " + more + " more" : first;
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(substitution, 1 + Math.min(last[j], row[j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
            }
        }
        return row[b.length()];
    }
}
