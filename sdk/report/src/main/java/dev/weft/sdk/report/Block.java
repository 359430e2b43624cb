package dev.weft.sdk.report;

import java.util.List;

/** One piece of a section. */
sealed interface Block permits Block.Paragraph, Block.Tiles, Block.Code, Table, Plot {
    /** Running text. */
    record Paragraph(String text) implements Block {}

    /** Key figures side by side. */
    record Tiles(List<Tile> tiles) implements Block {
        public Tiles {
            tiles = List.copyOf(tiles);
        }
    }

    /** Text to be copied as it stands, such as a command. */
    record Code(String label, String text) implements Block {}
}
