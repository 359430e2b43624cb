package dev.weft.sdk.data;

/** Says what to do when the file to write already exists. */
public enum Overwrite {
    /** An existing file is an error and stays as it is. */
    REFUSE,
    /** An existing file is replaced, all of it at once. */
    ALLOW;

    /**
     * Turns a switch such as {@code --force} into the choice.
     *
     * @param allowed whether an existing file may be replaced
     * @return {@link #ALLOW} if so, {@link #REFUSE} otherwise
     */
    public static Overwrite allowedIf(boolean allowed) {
        return allowed ? ALLOW : REFUSE;
    }
}
