package dev.weft.solvers.filter;

import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernels of an update of means and covariances; that of the preparation may have nothing to do.
 *
 * @param estimates D(D + 3)/2, the numbers of an estimate
 */
record GaussianKernels(int estimates, Kernel preparation, Kernel flow, Kernel prediction, Kernel correction)
        implements FilterKernels {
    /** Compile for an interval that all lanes share. */
    static GaussianKernels together(UpdateEquations equations) {
        FilterSymbols symbols = equations.symbols();
        List<Expr> moving = symbols.moving();
        List<Expr> both = FilterSymbols.concat(moving, equations.preparedSymbols());
        return new GaussianKernels(
                symbols.before.all().size(),
                Kernel.compile(equations.preparation(), moving),
                Kernel.compile(equations.flow(), both, symbols.settings),
                Kernel.compile(
                        equations.prediction(), FilterSymbols.concat(both, equations.flowSymbols()), symbols.settings),
                Kernel.compile(equations.correction(), symbols.reading()));
    }

    /** Compile for an interval of each lane's own, which comes last of what moves; corrections are those of another. */
    static GaussianKernels each(UpdateEquations equations, Kernel correction) {
        FilterSymbols symbols = equations.symbols();
        List<Expr> moving = FilterSymbols.concat(symbols.moving(), List.of(symbols.interval));
        List<Expr> both = FilterSymbols.concat(moving, equations.preparedSymbols());
        return new GaussianKernels(
                symbols.before.all().size(),
                Kernel.compile(equations.preparation(), moving),
                Kernel.compile(symbols.byInterval(equations.flow()), both),
                Kernel.compile(
                        symbols.byInterval(equations.prediction()),
                        FilterSymbols.concat(both, equations.flowSymbols())),
                correction);
    }

    /** The same kernels, all of them run in a chosen way from the first call on. */
    GaussianKernels with(Generator generator) {
        return new GaussianKernels(
                estimates,
                preparation.with(generator),
                flow.with(generator),
                prediction.with(generator),
                correction.with(generator));
    }

    @Override
    public LaneTile newTile() {
        return new GaussianTile(this);
    }

    @Override
    public void begin(FilterPlanes before, FilterPlanes after) {
        // Nothing is drawn.
    }

    @Override
    public int operations() {
        return Stream.of(preparation, flow, prediction, correction)
                .mapToInt(Kernel::operations)
                .sum();
    }

    @Override
    public void warmUp() {
        if (preparation.outputs() > 0) {
            preparation.warmUp();
        }
        flow.warmUp();
        prediction.warmUp();
        correction.warmUp();
    }
}
