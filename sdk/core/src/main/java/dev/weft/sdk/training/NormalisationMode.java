package dev.weft.sdk.training;

import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.WarpSeries;
import java.util.Collection;

/** List the ways series are brought into the units a model works in. */
public enum NormalisationMode {
    /** Leave them as they are. */
    NONE {
        @Override
        public Normalisation of(Collection<WarpSeries> series) {
            WarpSeries first = series.iterator().next();
            return Normalisation.none(first.signalCount(), first.inputCount(), first.targetCount());
        }
    },
    /** Carry each column's range to −1 … 1. */
    EACH {
        @Override
        public Normalisation of(Collection<WarpSeries> series) {
            return Normalisation.perColumn(series);
        }
    },
    /** Carry the range of all signals and targets together to −1 … 1. */
    ALL {
        @Override
        public Normalisation of(Collection<WarpSeries> series) {
            return Normalisation.overall(series);
        }
    };

    /**
     * Return the normalisation that training data ask for.
     *
     * @param series at least one, in physical units
     * @throws IllegalArgumentException if a column has no range; see {@link Normalisation#perColumn}
     */
    public abstract Normalisation of(Collection<WarpSeries> series);
}
