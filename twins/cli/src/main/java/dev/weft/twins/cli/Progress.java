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
        this.bar = Boolean.getBoolean("weft.terminal")
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(100)
                        .build()
                : null;
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
