package dev.weft.sdk.report;

import java.util.List;

/** A heading (empty for none) and the blocks under it. */
record Section(String heading, List<Block> blocks) {
    Section {
        blocks = List.copyOf(blocks);
    }
}
