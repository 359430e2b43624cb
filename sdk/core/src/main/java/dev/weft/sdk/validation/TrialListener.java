package dev.weft.sdk.validation;

/** Follow the trial of a prior. */
@FunctionalInterface
public interface TrialListener {
    /**
     * Take note that a part begins.
     *
     * @param part its number, from 0
     * @param parts how many there are
     * @param words what it does
     */
    void begins(int part, int parts, String words);
}
