package dev.weft.solvers.filter;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.stream.Stream;

/** The kernels of an ensemble: three for a member, one for a lane. */
record EnsembleKernels(
        FilterModel model,
        EnsembleDraws draws,
        Kernel advance,
        Kernel outputs,
        Kernel correction,
        Kernel member,
        int fromInterval)
        implements FilterKernels {
    /** Compile for an interval that all lanes share. */
    static EnsembleKernels together(EnsembleEquations equations, EnsembleKalman method) {
        FilterSymbols symbols = equations.symbols();
        Kernel advance = Kernel.compile(
                equations.advanced(),
                FilterSymbols.concat(symbols.moving(), equations.deviation()),
                FilterSymbols.concat(symbols.settings, equations.noise()));
        return of(equations, method, advance, symbols.settings.size());
    }

    /** Compile for an interval of each lane's own, which comes last of what moves. */
    static EnsembleKernels each(EnsembleEquations equations, EnsembleKalman method) {
        FilterSymbols symbols = equations.symbols();
        Kernel advance = Kernel.compile(
                symbols.byInterval(equations.advanced()),
                FilterSymbols.concat(symbols.moving(), List.of(symbols.interval), equations.deviation()),
                equations.noise());
        return of(equations, method, advance, 0);
    }

    private static EnsembleKernels of(
            EnsembleEquations equations, EnsembleKalman method, Kernel advance, int fromInterval) {
        FilterSymbols symbols = equations.symbols();
        EnsembleDraws draws =
                new EnsembleDraws(method, symbols.d, equations.noise().size());
        List<Expr> atReading =
                FilterSymbols.concat(symbols.before.mean(), symbols.readingInputs, equations.deviation());
        return new EnsembleKernels(
                symbols.model,
                draws,
                advance,
                Kernel.compile(equations.outputs(), atReading),
                Kernel.compile(equations.correction(), equations.correctionInputs()),
                Kernel.compile(equations.corrected(), equations.memberInputs()),
                fromInterval);
    }

    @Override
    public LaneTile newTile() {
        return new EnsembleTile(this);
    }

    @Override
    public double[][] newSettings() {
        return new double[draws.members()][advance.shared()];
    }

    @Override
    public void begin(FilterPlanes fleet, double[][] settings) {
        draws.noise(fleet.beginEnsemble(draws.members()), settings, fromInterval);
    }

    /** Members' kernels once a member, and what their means and covariances take. */
    @Override
    public int operations() {
        int rows = model.weights() + outputs.outputs();
        int moments = 3 * rows + Gaussian.packedSize(rows);
        int each = advance.operations() + outputs.operations() + member.operations() + moments;
        return draws.members() * each + correction.operations();
    }

    @Override
    public void warmUp() {
        Stream.of(advance, outputs, correction, member).forEach(Kernel::warmUp);
    }
}
