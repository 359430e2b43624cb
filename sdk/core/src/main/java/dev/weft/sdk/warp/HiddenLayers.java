package dev.weft.sdk.warp;

import java.util.List;

/** Bound the hidden layers of a network, so that a slip of the pen is refused before room is made for it. */
final class HiddenLayers {
    static final int MOST = 16;

    private HiddenLayers() {}

    /**
     * Refuse too few or too many layers, and layers that are too narrow or too wide.
     *
     * @param network whose layers they are, for the message
     * @throws IllegalArgumentException if their number is not in {@code fewest} … 16 or a width not in 1 … {@code widest}
     */
    static void require(String network, List<Integer> widths, int fewest, int widest) {
        requireCount(network, widths.size(), fewest);
        if (widths.stream().anyMatch(width -> width < 1 || width > widest)) {
            throw new IllegalArgumentException(
                    "hidden widths of the " + network + " = " + widths + ", expected 1 … " + widest + " each");
        }
    }

    static void requireCount(String network, int layers, int fewest) {
        if (layers < fewest || layers > MOST) {
            throw new IllegalArgumentException(
                    "hidden layers of the " + network + " = " + layers + ", expected " + fewest + " … " + MOST);
        }
    }
}
