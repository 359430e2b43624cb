package dev.weft.sdk.report;

/** Says how good a figure or a row of a table is; shown by a sign and a colour, so that neither is needed alone. */
public enum Rating {
    /** As it should be. */
    GOOD("✓"),
    /** Worth a look. */
    WARN("!"),
    /** Not as it should be. */
    BAD("✕");

    private final String sign;

    Rating(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    String cssClass() {
        return switch (this) {
            case GOOD -> "good";
            case WARN -> "warn";
            case BAD -> "bad";
        };
    }
}
