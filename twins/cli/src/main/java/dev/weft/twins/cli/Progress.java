package dev.weft.twins.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Show how far a long work is, on stderr and on a terminal only. */
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /** Begin a work of {@code steps} steps. */
    Progress(String task, long steps) {
        this.bar = isShown()
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(100)
                        .build()
                : null;
    }

    /** Tell whether progress is shown at all. */
    static boolean isShown() {
        return Boolean.getBoolean("weft.terminal");
    }

    /** Show a few words behind the bar. */
    void message(String text) {
        if (bar != null) {
            bar.setExtraMessage(text);
        }
    }

    /** Say how long the work is after all. */
    void lengthTo(long steps) {
        if (bar != null) {
            bar.maxHint(steps);
        }
    }

    void stepTo(long step) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
