package dev.weft.twins.health;

import dev.weft.twins.guard.Finding;
import dev.weft.twins.quality.Defect;
import java.util.List;
import java.util.Map;

/**
 * Tell how well a twin does, by its newest readings.
 *
 * @param twin id
 * @param version the newest version
 * @param quality how good its readings were
 * @param consistency whether it knows how wrong it is
 * @param fromApproved the parameter that is farthest from its approved value, in standard deviations of the approved one
 * @param lately the parameter that moved most over the readings looked at, in its own standard deviations
 * @param secondsSinceApproval age of the approved weights on the machine's clock, NaN before the first reading
 * @param alarmed whether an alarm waits for an answer
 * @param remarks what is not as it should be, in words; none if all is well
 */
public record Health(
        String twin,
        long version,
        Quality quality,
        Consistency consistency,
        Movement fromApproved,
        Movement lately,
        double secondsSinceApproval,
        boolean alarmed,
        List<String> remarks) {
    /** Copy the remarks. */
    public Health {
        remarks = List.copyOf(remarks);
    }

    /** Tell whether nothing is amiss. */
    public boolean isWell() {
        return remarks.isEmpty();
    }

    /**
     * Count readings by what became of them.
     *
     * @param readings how many were looked at
     * @param accepted the share of them that was accepted, NaN if there was none
     * @param findings how often each finding was
     * @param defects how often the quality gate found each defect
     */
    public record Quality(int readings, double accepted, Map<Finding, Integer> findings, Map<Defect, Integer> defects) {
        /** Copy the counts. */
        public Quality {
            findings = Map.copyOf(findings);
            defects = Map.copyOf(defects);
        }
    }

    /**
     * Compare innovations of accepted readings, each output by itself and in standard deviations, with what chance alone makes
     * of them.
     *
     * @param compared how many there were
     * @param surprise their mean square: 1 where the twin knows how wrong it is; NaN if there was none
     * @param surpriseBand half the width of the 95 % band about 1
     * @param whiteness their autocorrelation from one reading to the next: 0 where nothing is left to learn
     * @param whitenessBand half the width of the 95 % band about 0
     */
    public record Consistency(
            int compared, double surprise, double surpriseBand, double whiteness, double whitenessBand) {}

    /**
     * Say how far a parameter went.
     *
     * @param parameter name; empty if none went anywhere
     * @param deviations how far, in standard deviations
     */
    public record Movement(String parameter, double deviations) {}
}
