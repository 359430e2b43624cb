package dev.weft.solvers.filter;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.stream.Stream;

/** The kernels of an ensemble: four for a member, two for a lane. */
record EnsembleKernels(
        FilterModel model,
        EnsembleDraws draws,
        List<Integer> noisy,
        boolean ownIntervals,
        Kernel advance,
        Kernel spread,
        Kernel disturb,
        Kernel outputs,
        Kernel correction,
        Kernel member)
        implements FilterKernels {
    /** Compile for an interval that all lanes share. */
    static EnsembleKernels together(EnsembleEquations equations, EnsembleKalman method) {
        FilterSymbols symbols = equations.symbols();
        return of(
                equations,
                method,
                false,
                Kernel.compile(
                        equations.advanced(),
                        FilterSymbols.concat(symbols.moving(), equations.deviation()),
                        symbols.settings),
                Kernel.compile(equations.noise().spread(), equations.noise().spreadInputs(), symbols.settings));
    }

    /** Compile for an interval of each lane's own, which comes last of what moves. */
    static EnsembleKernels each(EnsembleEquations equations, EnsembleKalman method) {
        FilterSymbols symbols = equations.symbols();
        List<Expr> interval = List.of(symbols.interval);
        return of(
                equations,
                method,
                true,
                Kernel.compile(
                        symbols.byInterval(equations.advanced()),
                        FilterSymbols.concat(symbols.moving(), interval, equations.deviation())),
                Kernel.compile(
                        symbols.byInterval(equations.noise().spread()),
                        FilterSymbols.concat(equations.noise().spreadInputs(), interval)));
    }

    private static EnsembleKernels of(
            EnsembleEquations equations, EnsembleKalman method, boolean ownIntervals, Kernel advance, Kernel spread) {
        FilterSymbols symbols = equations.symbols();
        List<Expr> atReading =
                FilterSymbols.concat(symbols.before.mean(), symbols.readingInputs, equations.deviation());
        return new EnsembleKernels(
                symbols.model,
                new EnsembleDraws(method, symbols.d, equations.noise().noisy().size()),
                equations.noise().noisy(),
                ownIntervals,
                advance,
                spread,
                Kernel.compile(
                        equations.noise().disturbed(),
                        equations.noise().disturbedInputs(),
                        equations.noise().noise()),
                Kernel.compile(equations.outputs(), atReading),
                Kernel.compile(equations.correction(), equations.correctionInputs()),
                Kernel.compile(equations.corrected(), equations.memberInputs()));
    }

    @Override
    public LaneTile newTile() {
        return new EnsembleTile(this);
    }

    @Override
    public void begin(FilterPlanes before, FilterPlanes after) {
        long step = before.ensembleSteps() + 1;
        draws.draw(step);
        after.beginEnsemble(draws.members(), step);
    }

    /** Members' kernels once a member, and what their means and covariances take. */
    @Override
    public int operations() {
        int rows = model.weights() + outputs.outputs();
        int moments = 3 * rows + Gaussian.packedSize(rows) + noisy.size() * model.weights();
        int each = advance.operations() + disturb.operations() + outputs.operations() + member.operations() + moments;
        return draws.members() * each + spread.operations() + correction.operations();
    }

    @Override
    public void warmUp() {
        Stream.of(advance, outputs, correction, member).forEach(Kernel::warmUp);
        if (!noisy.isEmpty()) {
            spread.warmUp();
            disturb.warmUp();
        }
    }
}
