package dev.weft.sdk.report;

/**
 * Names the scales of colours, which run between blue and orange, where no common colour vision fails, and which differ
 * in lightness, too, so that they survive a grey printer. Each has its shades for white and for dark pages; the middle
 * of the diverging one is the page.
 *
 * <p>Source of the diverging scale on white: C. Brewer, ColorBrewer 2.0, "Blues" and "Oranges", 2013.
 */
enum Palette {
    /** From negative by zero to positive. */
    DIVERGING(
            new int[] {0x08306b, 0x2171b5, 0x9ecae1, 0xffffff, 0xfdbe85, 0xd94801, 0x7f2704},
            new int[] {0x9fd0ff, 0x3f94d6, 0x1f5480, 0x14181d, 0x80450f, 0xe07a28, 0xffbe85}),
    /** From early to late. */
    SEQUENTIAL(
            new int[] {0x08306b, 0x2b6cb0, 0x8a6f9e, 0xd06a4e, 0xe69f00},
            new int[] {0x3f7fd0, 0x8a86d8, 0xd07fa6, 0xf09a62, 0xffd86b});

    private final int[] onLight;
    private final int[] onDark;

    Palette(int[] onLight, int[] onDark) {
        this.onLight = onLight;
        this.onDark = onDark;
    }

    /** Returns the colour on white at {@code position}, 0 … 1, linear between the stops. */
    int rgbOnLight(double position) {
        double at = Math.max(0, Math.min(1, position)) * (onLight.length - 1);
        int stop = Math.min((int) at, onLight.length - 2);
        double part = at - stop;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = onLight[stop] >> shift & 0xff;
            int to = onLight[stop + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return rgb;
    }

    int[] stopsOnLight() {
        return onLight.clone();
    }

    int[] stopsOnDark() {
        return onDark.clone();
    }
}
