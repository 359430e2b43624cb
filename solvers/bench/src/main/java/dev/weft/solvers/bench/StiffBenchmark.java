package dev.weft.solvers.bench;

import dev.weft.solvers.ode.InputSignal;
import dev.weft.solvers.ode.IntegratorFactory;
import dev.weft.solvers.ode.OdeSolver;
import dev.weft.solvers.ode.OdeTrajectory;
import dev.weft.solvers.ode.Tolerances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measure stiff problems by the stiff method and by the automatic choice, with their errors and evaluations. */
final class StiffBenchmark implements Benchmark {
    private static final double[] TOLERANCES = {1e-4, 1e-6, 1e-8};

    @Override
    public String name() {
        return "stiff";
    }

    @Override
    public String about() {
        return "ms, evaluations and error of stiff problems with published solutions, by RODAS and the automatic choice";
    }

    @Override
    public int size() {
        return StiffProblem.all().size() * TOLERANCES.length * 2;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        Map<String, IntegratorFactory> methods = new LinkedHashMap<>();
        methods.put("rodas", IntegratorFactory.RODAS);
        methods.put("automatic", IntegratorFactory.AUTOMATIC);
        List<Case> cases = new ArrayList<>();
        for (StiffProblem problem : StiffProblem.all()) {
            for (double tolerance : TOLERANCES) {
                methods.forEach((name, factory) -> {
                    progress.accept(problem.name() + ", " + name + ", " + tolerance);
                    cases.add(measure(problem, name, factory, tolerance, clock));
                });
            }
        }
        return cases;
    }

    private static Case measure(
            StiffProblem problem, String name, IntegratorFactory factory, double tolerance, Stopwatch clock) {
        // Robertson's second species is of size 1e-13 at the end: its error counts only against that.
        Tolerances tolerances = new Tolerances(Math.min(1e-16, tolerance * 1e-12), tolerance);
        OdeSolver solver = new OdeSolver(problem.system(), tolerances).withIntegrator(factory);
        double[] grid = {0, problem.end()};
        OdeTrajectory solved = solver.solve(problem.start(), new double[0], InputSignal.constant(), grid);
        double nanos = clock.nanos(() -> solver.solve(problem.start(), new double[0], InputSignal.constant(), grid));
        double worst = 0;
        for (int i = 0; i < problem.solution().length; i++) {
            double expected = problem.solution()[i];
            worst = Math.max(worst, Math.abs(solved.endState()[i] / expected - 1));
        }
        return Case.of("problem", problem.name())
                .with("method", name)
                .with("tolerance", tolerance)
                .with("evaluations", solved.evaluations())
                .measured("ms", nanos / 1e6)
                .measured("relative_error", worst);
    }
}
