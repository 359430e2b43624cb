package dev.weft.twins.metrics;

import java.util.List;

/**
 * List the meters: names as Micrometer has them, dots between words, without the suffixes that a monitoring system adds.
 *
 * <p>A name is a promise to those who draw and alert by it: it changes with a line in the changelog only.
 */
public enum FleetMeter {
    /** Readings. */
    READINGS("weft.readings", "readings", "Readings by what became of them", "prior", "finding", "outcome"),
    /** Values that were not as they should be. */
    DEFECTS("weft.defects", "", "What the quality gate found in readings", "prior", "defect", "action"),
    /** Innovations. */
    INNOVATION(
            "weft.innovation",
            "",
            "Normalised innovation squared an output of accepted readings; about 1 where twins know how wrong they are",
            "prior"),
    /** Twins. */
    TWINS("weft.twins", "", "Twins", "prior"),
    /** Twins whose alarm went. */
    ALARMED("weft.twins.alarmed", "", "Twins whose alarm waits for an answer", "prior"),
    /** Refused readings. */
    REFUSED("weft.twins.refused.ratio", "", "Share of recent readings that were refused, mean of the twins", "prior"),
    /** Refused readings of one twin. */
    REFUSED_MOST(
            "weft.twins.refused.ratio.most",
            "",
            "Share of recent readings that were refused, of the twin with the largest",
            "prior"),
    /** Silence. */
    OLDEST_READING(
            "weft.twins.oldest.reading.age",
            "seconds",
            "Time since the newest reading of the twin that has been silent longest",
            "prior"),
    /** Batches. */
    BATCH_UPDATE("weft.batch.update", "seconds", "Time to take a batch: gate, step, policy and store"),
    /** Commits. */
    STORE_APPEND("weft.store.append", "seconds", "Time in which the store kept the entries of a batch"),
    /** Sizes. */
    BATCH_READINGS("weft.batch.readings", "readings", "Readings in a batch"),
    /** Failures. */
    BATCH_FAILURES("weft.batch.failures", "", "Batches that were not taken, by what failed", "cause"),
    /** People. */
    DECISIONS("weft.decisions", "", "Decisions of people about twins", "decision"),
    /** A twin's alarm. */
    TWIN_ALARMED("weft.twin.alarmed", "", "1 if the twin's alarm waits for an answer, else 0", "prior", "twin"),
    /** A twin's refused readings. */
    TWIN_REFUSED(
            "weft.twin.refused.ratio", "", "Share of the twin's recent readings that were refused", "prior", "twin"),
    /** A twin's silence. */
    TWIN_READING("weft.twin.reading.age", "seconds", "Time since the twin's newest reading", "prior", "twin");

    private final String meter;
    private final String unit;
    private final String description;
    private final List<String> tags;

    FleetMeter(String meter, String unit, String description, String... tags) {
        this.meter = meter;
        this.unit = unit;
        this.description = description;
        this.tags = List.of(tags);
    }

    /** Return the meter's name. */
    public String meter() {
        return meter;
    }

    /** Return the unit of its values; empty where they are plain numbers. */
    public String unit() {
        return unit;
    }

    /** Return what it tells. */
    public String description() {
        return description;
    }

    /** Return the keys of its tags. */
    public List<String> tags() {
        return tags;
    }
}
