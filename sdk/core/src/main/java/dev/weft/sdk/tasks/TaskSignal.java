package dev.weft.sdk.tasks;

/**
 * Name a channel of a task.
 *
 * @param name the column's name
 * @param unit the unit's symbol; empty without dimension
 * @param meaning a line for a reader
 */
public record TaskSignal(String name, String unit, String meaning) {}
