package dev.weft.sdk.report;

import java.io.IOException;

/** Writes elements of HTML; there is no way to write text or an attribute unescaped but {@link #trusted}. */
final class Html {
    private final Appendable out;

    Html(Appendable out) {
        this.out = out;
    }

    /**
     * Writes a start tag.
     *
     * @param element its name
     * @param attributes name and value in turn
     */
    Html open(String element, String... attributes) throws IOException {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html text(String text) throws IOException {
        escape(text);
        return this;
    }

    Html close(String element) throws IOException {
        out.append("</").append(element).append('>');
        return this;
    }

    Html newLine() throws IOException {
        out.append('\n');
        return this;
    }

    /** Writes a whole element that holds nothing but text. */
    Html element(String element, String text, String... attributes) throws IOException {
        return open(element, attributes).text(text).close(element);
    }

    /** Writes what is known to be markup, script or JSON in its right place: our own resources and escaped data. */
    Html trusted(String markup) throws IOException {
        out.append(markup);
        return this;
    }

    private void escape(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isText(text, i) ? c : '\ufffd');
            }
        }
    }

    /** Control characters and lone surrogates are no HTML, whatever the encoding. */
    private static boolean isText(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return !Character.isISOControl(c) || c == '\n' || c == '\t' || c == '\r';
    }
}
