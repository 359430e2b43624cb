package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;

/** Tell the root network the time: τ, then sin(2^j πτ) and cos(2^j πτ) of its encoding. */
final class TimeEncoding {
    private TimeEncoding() {}

    /**
     * Write the inputs that tell the time.
     *
     * @param step t of τ_t
     * @param planes where the inputs lie, {@link WarpSettings#timeInputs} of them. Modified
     * @param first plane of τ
     * @param at where in every plane
     */
    static <A> void write(WarpSettings settings, int step, RealArrays<A> arrays, A[] planes, int first, int at) {
        double tau = settings.tau(step);
        arrays.set(planes[first], at, tau);
        for (int j = 0; j < settings.root().frequencies(); j++) {
            double angle = Math.scalb(Math.PI * tau, j);
            arrays.set(planes[first + 1 + 2 * j], at, Math.sin(angle));
            arrays.set(planes[first + 2 + 2 * j], at, Math.cos(angle));
        }
    }
}
