package dev.weft.sdk.report;

/**
 * Names the colours of plots, told apart with any colour vision.
 *
 * <p>Source: M. Okabe, K. Ito, "Color Universal Design", 2008, without its yellow, which white paper swallows; blue,
 * vermilion and ink have a lighter shade for dark pages.
 */
public enum Hue {
    /** The text's own colour; for what was measured. */
    INK(0x3d4651, 0xc9d1d9),
    /** The first colour of a plot. */
    BLUE(0x0072b2, 0x3d9fdc),
    /** The second colour. */
    ORANGE(0xe69f00, 0xe69f00),
    /** The third colour. */
    GREEN(0x009e73, 0x18b58a),
    /** The fourth colour. */
    PURPLE(0xcc79a7, 0xcc79a7),
    /** The fifth colour. */
    SKY(0x56b4e9, 0x7fc8f0),
    /** The sixth colour; for what was refused or failed. */
    VERMILION(0xd55e00, 0xf0793a);

    private static final Hue[] CYCLE = {BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION};

    private final int onLight;
    private final int onDark;

    Hue(int onLight, int onDark) {
        this.onLight = onLight;
        this.onDark = onDark;
    }

    /** Returns the colour of the n-th line that asks for none. */
    static Hue automatic(int n) {
        return CYCLE[n % CYCLE.length];
    }

    /** Returns how many lines have colours of their own. */
    static int count() {
        return CYCLE.length;
    }

    int rgbOnLight() {
        return onLight;
    }

    String cssOnLight() {
        return css(onLight);
    }

    String cssOnDark() {
        return css(onDark);
    }

    private static String css(int rgb) {
        return "#" + Integer.toHexString(0x1000000 | rgb).substring(1);
    }
}
