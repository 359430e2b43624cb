package dev.weft.twins.cli;

import dev.weft.twins.Reading;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.plant.PlantListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tell on stderr, while a run follows a live source, what somebody has to look at now, and once a minute that it still
 * follows. A run of files tells it at its end.
 */
final class LiveNews implements PlantListener {
    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final boolean live;
    private boolean follows;
    private final String store;
    private final PrintStream err;
    private final LongSupplier nanos;
    /** A fleet that alarms as a whole is told by {@code twin ls}. */
    private static final int MOST_NEWS = 100;

    private final Set<String> alarmed = new HashSet<>();
    private long told;
    private int news;
    private long readings;
    private long refused;
    private double newest = Double.NaN;

    /**
     * @param live whether there is a live source
     * @param alone whether there is nothing else: beside files, what is played of them is no news
     * @param store as it stands behind {@code --store}
     * @param nanos a clock as {@link System#nanoTime}
     */
    LiveNews(boolean live, boolean alone, String store, PrintStream err, LongSupplier nanos) {
        this.live = live;
        this.follows = live && alone;
        this.store = store;
        this.err = err;
        this.nanos = nanos;
    }

    void begin() {
        told = nanos.getAsLong();
        // Whoever forgot the pipe would wait at a silent terminal.
        if (live && Progress.isShown()) {
            err.println("weft: follows standard input, one JSON object a line; it ends with the input, or by Ctrl-C");
        }
    }

    @Override
    public void heard(String twin, String prior, Reading reading, Verdict verdict) {
        if (!follows) {
            return;
        }
        readings++;
        refused += verdict.accepted() ? 0 : 1;
        newest = reading.time();
        boolean isAlarm = verdict.finding() == Finding.ALARM;
        if (isAlarm && alarmed.add(twin)) {
            say("alarm of " + twin + " at " + TextTable.moment(reading.time())
                    + ": parameters are far from the approved ones; look with weft twin diff " + twin + " --store "
                    + store);
        } else if (verdict.accepted() && !isAlarm) {
            alarmed.remove(twin);
        }
        if (verdict.finding() == Finding.REOPENED) {
            say(twin + " at " + TextTable.moment(reading.time())
                    + ": the machine has changed; the twin learns it anew");
        }
    }

    private void say(String text) {
        news++;
        if (news <= MOST_NEWS) {
            err.println("weft: " + text);
        } else if (news == MOST_NEWS + 1) {
            err.println("weft: more such news is left out; look with weft twin ls --store " + store);
        }
    }

    @Override
    public void batchDone(long rows, double share) {
        follows |= live && share >= 1;
        // A terminal has a bar that counts rows.
        if (!follows || Progress.isShown() || nanos.getAsLong() - told < EVERY_NANOS) {
            return;
        }
        told = nanos.getAsLong();
        err.println(String.format(
                Locale.ROOT,
                "weft: %d rows, %d readings, %d of them refused, the newest of %s",
                rows,
                readings,
                refused,
                TextTable.moment(newest)));
    }
}
