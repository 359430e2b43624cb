package dev.weft.sdk.validation;

/**
 * Report how well a method forecasts machines it has never met.
 *
 * @param method its name
 * @param learns what it learns, and from what
 * @param records how many records of other machines it was given
 * @param error error of the forecasts behind the context, relative to how much the outputs vary: the machines' median;
 *     infinite if most forecasts failed
 * @param failed share of the forecasts that failed or ran away
 * @param microseconds time for a step of one series, adaptation included
 */
public record MethodScore(
        String method, String learns, int records, double error, double failed, double microseconds) {}
