package dev.weft.solvers.filter;

import org.jspecify.annotations.Nullable;

/**
 * Say which lanes of the fleet a tile holds, and copy them in and out: neighbours as a block, others one by one. Belongs to
 * one thread.
 */
final class TileLanes {
    private final int[] lanes = new int[LaneTile.LANES];
    private int first;
    private int count;
    private boolean neighbours;

    /** Hold the lanes at the places from ≤ i &lt; to of a list; without a list, those lanes themselves. */
    void hold(@Nullable LaneList list, int from, int to) {
        count = to - from;
        if (list == null) {
            first = from;
            neighbours = true;
        } else {
            list.copy(from, to, lanes);
            first = lanes[0];
            neighbours = lanes[count - 1] - first == count - 1;
        }
    }

    /** Return how many lanes the tile holds. */
    int count() {
        return count;
    }

    /** Return the lane of the fleet at a place of the tile. */
    int lane(int place) {
        return neighbours ? first + place : lanes[place];
    }

    /** Copy planes of the fleet into rows of the tile, from row {@code row} on. */
    void gather(double[][] planes, double[][] tile, int row, int rows) {
        for (int k = 0; k < rows; k++) {
            gather(planes[k], tile[row + k]);
        }
    }

    /** Copy a plane of the fleet into a row of the tile. */
    void gather(double[] plane, double[] row) {
        if (neighbours) {
            System.arraycopy(plane, first, row, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                row[i] = plane[lanes[i]];
            }
        }
    }

    /** Copy the first rows of the tile into planes of the fleet. */
    void scatter(double[][] tile, double[][] planes, int rows) {
        for (int k = 0; k < rows; k++) {
            scatter(tile[k], planes[k]);
        }
    }

    /** Copy a row of the tile into a plane of the fleet. */
    void scatter(double[] row, double[] plane) {
        if (neighbours) {
            System.arraycopy(row, 0, plane, first, count);
        } else {
            for (int i = 0; i < count; i++) {
                plane[lanes[i]] = row[i];
            }
        }
    }
}
