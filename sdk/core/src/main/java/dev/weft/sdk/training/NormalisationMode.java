package dev.weft.sdk.training;

import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import java.util.Collection;

/** List the ways series are brought into the units a model works in. */
public enum NormalisationMode {
    /** Leave them as they are. */
    NONE {
        @Override
        public Normalisation of(WarpSettings columns, Collection<WarpSeries> series) {
            return Normalisation.none(columns);
        }
    },
    /** Carry each column's range to −1 … 1. */
    EACH {
        @Override
        public Normalisation of(WarpSettings columns, Collection<WarpSeries> series) {
            return Normalisation.perColumn(columns, series);
        }
    },
    /** Carry the range of all signals and targets together to −1 … 1. */
    ALL {
        @Override
        public Normalisation of(WarpSettings columns, Collection<WarpSeries> series) {
            return Normalisation.overall(columns, series);
        }
    };

    /**
     * Return the normalisation that training data ask for.
     *
     * @param columns names them
     * @param series at least one, in physical units
     * @throws IllegalArgumentException if a column has no range; see {@link Normalisation#perColumn}
     */
    public abstract Normalisation of(WarpSettings columns, Collection<WarpSeries> series);
}
