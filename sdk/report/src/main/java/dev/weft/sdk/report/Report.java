package dev.weft.sdk.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds a report and writes it as one HTML file that needs nothing else: no network, no other file.
 *
 * <p>The page follows the reader's light or dark setting, fits a phone and prints. All text is escaped. Two reports
 * with the same content are the same bytes: no time or random id enters but what the caller gives. Immutable.
 */
public final class Report {
    private final String title;
    private final String subtitle;
    private final List<Section> sections;

    private Report(String title, String subtitle, List<Section> sections) {
        this.title = title;
        this.subtitle = subtitle;
        this.sections = List.copyOf(sections);
    }

    /** Starts a report. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    /**
     * Writes the report as HTML.
     *
     * @param out where to; not closed. If it encodes, it has to encode as UTF-8.
     * @throws IOException if {@code out} throws it
     */
    public void writeTo(Appendable out) throws IOException {
        new Page(this).writeTo(out);
    }

    /** Returns the report as HTML, to be stored as UTF-8. */
    public String toHtml() {
        StringBuilder html = new StringBuilder(1 << 17);
        try {
            writeTo(html);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder refused text", e);
        }
        return html.toString();
    }

    String title() {
        return title;
    }

    String subtitle() {
        return subtitle;
    }

    List<Section> sections() {
        return sections;
    }

    /** Collects a report from top to bottom: what is added goes to the section started last. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private String subtitle = "";
        private String heading = "";
        private final List<Block> blocks = new ArrayList<>();
        private final List<Section> sections = new ArrayList<>();

        private Builder(String title) {
            this.title = Objects.requireNonNull(title, "title");
        }

        /** Sets the line under the title: what, when, which version. */
        public Builder subtitle(String text) {
            subtitle = Objects.requireNonNull(text, "subtitle");
            return this;
        }

        /** Starts a section. */
        public Builder section(String newHeading) {
            endSection();
            heading = Objects.requireNonNull(newHeading, "heading");
            return this;
        }

        /** Adds running text. */
        public Builder paragraph(String text) {
            return add(new Block.Paragraph(Objects.requireNonNull(text, "text")));
        }

        /** Adds key figures side by side. */
        public Builder tiles(Tile... tiles) {
            return tiles(List.of(tiles));
        }

        /** Adds key figures side by side. */
        public Builder tiles(List<Tile> tiles) {
            return add(new Block.Tiles(tiles));
        }

        /** Adds a table. */
        public Builder table(Table table) {
            return add(table);
        }

        /** Adds a plot. */
        public Builder plot(Plot plot) {
            return add(plot);
        }

        /**
         * Adds text to be copied as it stands.
         *
         * @param label what it is, such as "Repeat this report"
         * @param text for example a command; line breaks are kept
         */
        public Builder code(String label, String text) {
            return add(new Block.Code(Objects.requireNonNull(label, "label"), Objects.requireNonNull(text, "text")));
        }

        /** Returns the report. */
        public Report build() {
            endSection();
            return new Report(title, subtitle, sections);
        }

        private Builder add(Block block) {
            blocks.add(Objects.requireNonNull(block, "block"));
            return this;
        }

        private void endSection() {
            if (!heading.isEmpty() || !blocks.isEmpty()) {
                sections.add(new Section(heading, blocks));
            }
            heading = "";
            blocks.clear();
        }
    }
}
