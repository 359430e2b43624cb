package dev.weft.twins.metrics;

import dev.weft.twins.Twin;
import java.util.Collection;

/**
 * Sum up how the twins of one prior stand.
 *
 * @param atMillis system time of the look
 * @param alarmed how many wait for an answer to their alarm
 * @param refused mean share of recent readings that were refused, 0 without a twin
 * @param refusedMost the largest of these shares
 * @param oldestMillis system time of the newest reading of the twin that has been silent longest
 */
record TwinsState(long atMillis, int alarmed, double refused, double refusedMost, long oldestMillis) {
    /** Look at each twin, for as long as nobody steps it. */
    static TwinsState of(Collection<Twin> twins, long nowMillis) {
        int count = 0;
        int alarmed = 0;
        double refused = 0;
        double most = 0;
        long oldest = nowMillis;
        for (Twin twin : twins) {
            count++;
            double share = twin.refusedShare();
            alarmed += twin.isAlarmed() ? 1 : 0;
            refused += share;
            most = Math.max(most, share);
            oldest = Math.min(oldest, twin.heardAt().toEpochMilli());
        }
        return new TwinsState(nowMillis, alarmed, refused / Math.max(1, count), most, oldest);
    }

    /** Seconds since a twin's newest reading. */
    static double age(Twin twin, long nowMillis) {
        return Math.max(0, nowMillis - twin.heardAt().toEpochMilli()) / 1e3;
    }

    /** Seconds since the newest reading of the twin that has been silent longest. */
    double oldestAge(long nowMillis) {
        return Math.max(0, nowMillis - oldestMillis) / 1e3;
    }
}
