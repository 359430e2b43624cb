/**
 * What is wrong with readings before any model looks at them: enter at {@link dev.weft.twins.quality.QualityGate}.
 *
 * <p>A gate knows signals, times and units, no equations; what only a model can tell, {@link dev.weft.twins.guard} finds.
 * Nothing here throws over a reading: whatever comes is accepted, repaired or refused, with the reason.
 */
@NullMarked
package dev.weft.twins.quality;

import org.jspecify.annotations.NullMarked;
