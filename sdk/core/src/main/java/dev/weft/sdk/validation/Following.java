package dev.weft.sdk.validation;

/**
 * Report how a twin follows a machine whose parameter moves: the one that the data tell best of those that age.
 *
 * @param parameter which
 * @param moved how far it moves, in its coordinate
 * @param machines how many machines were tried
 * @param settled share of the machines whose estimate came to the new value after a jump, and stayed
 * @param steps samples that took, the median of those; 0 if none did
 * @param lag of a drift over three quarters of a record: how far the estimate was behind at the end, over the whole
 *     drift, the median
 * @param jump the first machine's jump
 * @param drift the first machine's drift
 */
public record Following(
        String parameter, double moved, int machines, double settled, int steps, double lag, Track jump, Track drift) {}
