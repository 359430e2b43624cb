package dev.weft.priors;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Declare what a machine obeys: ẋ = f(x, p, u), y = g(x, p, u), with names, units and bounds.
 *
 * <p>A subclass declares parameters, states and inputs as fields, and equations, outputs and invariants in
 * its constructor. Its name is the class name in kebab case ({@code MassSpringDamper} is {@code
 * mass-spring-damper}), its domain the last part of its package. Units are checked while equations are
 * written; that the declaration is complete is checked at the first use.
 *
 * <p>Times are in seconds. Read-only and thread-safe once constructed.
 */
public abstract class PhysicsPrior {
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Invariant> invariants = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final Map<State, Quantity> equations = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final String name;
    private final String domain;
    private final UnitUse unitUse;
    private String summary = "";
    private String source = "";
    private Optional<Sampling> sampling = Optional.empty();
    private @Nullable OdeSystem system;

    /** List what units are there for. */
    public enum UnitUse {
        /** They are checked while equations are written. */
        CHECKED,
        /** They are shown beside numbers and checked nowhere, for equations that do not come with units. */
        SHOWN
    }

    /** Start an empty declaration whose units are checked. */
    protected PhysicsPrior() {
        this(UnitUse.CHECKED);
    }

    /**
     * Start an empty declaration.
     *
     * <p>With {@link UnitUse#SHOWN} any quantities may be combined; the unit of what is computed is a plain number, unless
     * {@link Quantity#shownIn} says how it is shown.
     */
    protected PhysicsPrior(UnitUse unitUse) {
        this.unitUse = unitUse;
        this.name = getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
        String packageName = getClass().getPackageName();
        this.domain = packageName.substring(packageName.lastIndexOf('.') + 1);
    }

    /**
     * Declare what another prior declares, with something added: ẋ = f(x, p, u) + a(x, p, q, u), y = g(x, p, u) + b(x, p,
     * q, u). Parameters, states, inputs, outputs and invariants of the other prior stay as they are and come first.
     *
     * @param base the other prior
     * @param name of this one; its domain is that of the other
     * @param added more parameters q; names need not be identifiers
     * @param toRates a, by name of the state, in its unit per second; states that are not named stay as they are
     * @param toOutputs b, by name of the output, in its unit; outputs that are not named stay as they are
     * @throws IllegalArgumentException if the other prior has {@link #gaps}, a name is declared twice, or a state or output
     *     is not one of the other prior
     */
    protected PhysicsPrior(
            PhysicsPrior base,
            String name,
            List<Parameter> added,
            Map<String, Expr> toRates,
            Map<String, Expr> toOutputs) {
        if (!base.gaps().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", base.gaps()));
        }
        this.name = name;
        this.domain = base.domain;
        this.unitUse = base.unitUse;
        requireAmong(
                "state", toRates.keySet(), base.states.stream().map(State::name).toList(), base);
        requireAmong(
                "output",
                toOutputs.keySet(),
                base.outputs.stream().map(Output::name).toList(),
                base);
        names.addAll(base.names);
        parameters.addAll(base.parameters);
        for (Parameter parameter : added) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(twice(parameter.name()));
            }
            parameters.add(parameter);
        }
        states.addAll(base.states);
        inputs.addAll(base.inputs);
        for (State state : base.states) {
            equations.put(state, plus(base.rateOf(state), toRates.get(state.name())));
        }
        for (Output output : base.outputs) {
            Quantity shown = plus(output.quantity(), toOutputs.get(output.name()));
            outputs.add(new Output(output.name(), shown, output.noise(), output.meaning()));
        }
        invariants.addAll(base.invariants);
        summary = base.summary;
        source = base.source;
        sampling = base.sampling;
    }

    private static Quantity plus(Quantity quantity, @Nullable Expr added) {
        return added == null ? quantity : new Term(quantity.expr().plus(added), quantity.unit(), quantity.isChecked());
    }

    private static void requireAmong(String kind, Set<String> named, List<String> known, PhysicsPrior base) {
        for (String name : named) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        kind + " " + name + " is none of prior " + base.name + ", expected one of " + known);
            }
        }
    }

    /** Declare a parameter; give it bounds with {@link Parameter#between}. */
    protected final Parameter parameter(String name, Unit<?> unit) {
        Parameter parameter = new Parameter(unique(name), unit, areUnitsChecked());
        parameters.add(parameter);
        return parameter;
    }

    /** Declare a state; give it an equation with {@link #equation}. */
    protected final State state(String name, Unit<?> unit) {
        State state = new State(unique(name), unit, areUnitsChecked());
        states.add(state);
        return state;
    }

    /** Declare an input. */
    protected final Input input(String name, Unit<?> unit) {
        Input input = new Input(unique(name), unit, areUnitsChecked());
        inputs.add(input);
        return input;
    }

    /**
     * Declare dx/dt = right side.
     *
     * @throws UnitClashException if the right side is not in the state's unit per second
     * @throws IllegalArgumentException if the state has an equation already, or belongs to another prior
     */
    protected final void equation(State.Rate left, Quantity right) {
        State state = left.state();
        if (right.isChecked() && !Units.same(left.unit(), right.unit())) {
            throw new UnitClashException(
                    "equation of " + state.name(),
                    left.unit(),
                    right.unit(),
                    "d(" + state.name() + ")/dt = " + right.expr());
        }
        if (!states.contains(state) || equations.put(state, right) != null) {
            throw new IllegalArgumentException("state " + state.name()
                    + ": expected one equation for a state of this prior, found a second one or a foreign state");
        }
    }

    /** Declare an output, with the usual standard deviation of its sensor. */
    protected final void output(String name, Quantity quantity, double noise, String meaning) {
        requireIdentifier(name);
        if (outputs.stream().anyMatch(o -> o.name().equals(name))) {
            throw new IllegalArgumentException("output " + name + " is declared twice, expected distinct names");
        }
        outputs.add(new Output(name, quantity, noise, meaning));
    }

    /** Declare that a quantity is never negative where the physics holds. */
    protected final void invariant(String name, Quantity nonNegative) {
        invariants.add(new Invariant(name, nonNegative));
    }

    /**
     * State a criterion of {@code weft validate} that this prior is known not to meet. The criterion then shows as known,
     * with the reason, and does not fail the trial; where it is met after all, the trial says that as well.
     *
     * @param criterion its name, as {@code weft validate} prints it
     * @param reason why, in one sentence
     * @throws IllegalArgumentException if one of them is blank, or the criterion has a limit already
     */
    protected final void limit(String criterion, String reason) {
        if (limits.stream().anyMatch(l -> l.criterion().equals(criterion))) {
            throw new IllegalArgumentException(
                    "limit of '" + criterion + "' is stated twice, expected one reason for each criterion");
        }
        limits.add(new Limit(criterion, reason));
    }

    /** Say in one sentence what the prior describes. */
    protected final void summary(String sentence) {
        this.summary = sentence;
    }

    /** Name the source of the equations: authors, title, year. */
    protected final void source(String citation) {
        this.source = citation;
    }

    /**
     * Say how such a machine is usually sampled and how long a record shows what it does.
     *
     * @param step interval between two samples [s], &gt; 0
     * @param samples number of samples, &ge; 2
     * @throws IllegalArgumentException if one of them is out of its range
     */
    protected final void sampling(double step, int samples) {
        this.sampling = Optional.of(new Sampling(step, samples));
    }

    private String unique(String name) {
        requireIdentifier(name);
        if (!names.add(name)) {
            throw new IllegalArgumentException(twice(name));
        }
        return name;
    }

    private static String twice(String name) {
        return "name '" + name + "' is declared twice, expected distinct names";
    }

    private static void requireIdentifier(String name) {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(
                    "name '" + name + "', expected a lower-case letter followed by letters and digits");
        }
    }

    /** Return the name in kebab case, from the class name. */
    public final String name() {
        return name;
    }

    /** Return the domain: the last part of the package name. */
    public final String domain() {
        return domain;
    }

    /** Tell whether units were checked while equations were written. */
    public final boolean areUnitsChecked() {
        return unitUse == UnitUse.CHECKED;
    }

    /** Return what the prior describes, in one sentence. */
    public final String summary() {
        return summary;
    }

    /** Return the source of the equations. */
    public final String source() {
        return source;
    }

    /** Return how such a machine is usually sampled; empty if none was declared. */
    public final Optional<Sampling> sampling() {
        return sampling;
    }

    /** Return the parameters in the order of declaration. */
    public final List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** Return the states in the order of declaration. */
    public final List<State> states() {
        return List.copyOf(states);
    }

    /** Return the inputs in the order of declaration. */
    public final List<Input> inputs() {
        return List.copyOf(inputs);
    }

    /** Return the outputs in the order of declaration. */
    public final List<Output> outputs() {
        return List.copyOf(outputs);
    }

    /** Return the invariants in the order of declaration. */
    public final List<Invariant> invariants() {
        return List.copyOf(invariants);
    }

    /** Return what of its trial the prior is known not to meet. */
    public final List<Limit> limits() {
        return List.copyOf(limits);
    }

    /**
     * Return the right side of a state's equation.
     *
     * @throws IllegalArgumentException if the state has none
     */
    public final Quantity rateOf(State state) {
        Quantity right = equations.get(state);
        if (right == null) {
            throw new IllegalArgumentException(withoutEquation(state));
        }
        return right;
    }

    /** Tell whether a state has an equation: not every state of a prior with {@link #gaps} does. */
    public final boolean hasEquation(State state) {
        return equations.containsKey(state);
    }

    private String withoutEquation(State state) {
        return "prior " + name() + ": state " + state.name() + " has no equation, expected equation(" + state.name()
                + ".rate(), …)";
    }

    /**
     * Return what the declaration lacks, a sentence each; empty if it closes. A prior with gaps can be listed and
     * described, but not computed with.
     */
    public final List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        parameters.forEach(p -> p.gap().ifPresent(gaps::add));
        if (states.isEmpty()) {
            gaps.add("prior " + name() + " has no state, expected one or more, each with an equation");
        }
        if (outputs.isEmpty()) {
            gaps.add("prior " + name() + " has no output, expected one or more");
        }
        for (State state : states) {
            if (!hasEquation(state)) {
                gaps.add(withoutEquation(state));
            }
        }
        for (Input input : inputs) {
            if (outputs.stream().anyMatch(o -> o.name().equals(input.name()))) {
                gaps.add("prior " + name() + ": an input and an output are called " + input.name()
                        + ", expected distinct names");
            }
        }
        return List.copyOf(gaps);
    }

    /**
     * Return the compiled equations; parameters, states, inputs and outputs in the order of declaration.
     *
     * @throws IllegalArgumentException if the declaration has {@link #gaps}, or an equation, an output or an invariant
     *     uses a symbol that is not declared here
     */
    public final synchronized OdeSystem system() {
        OdeSystem built = system;
        if (built == null) {
            List<String> gaps = gaps();
            if (!gaps.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", gaps));
            }
            List<Expr> rates = states.stream().map(s -> rateOf(s).expr()).toList();
            try {
                // A system of the invariants alone is never computed; building it checks their symbols.
                build(
                        rates,
                        invariants.stream().map(i -> i.nonNegative().expr()).toList());
                built = build(
                        rates, outputs.stream().map(o -> o.quantity().expr()).toList());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("prior " + name() + ": " + e.getMessage(), e);
            }
            system = built;
        }
        return built;
    }

    private OdeSystem build(List<Expr> rates, List<Expr> shown) {
        return new OdeSystem(exprs(states), exprs(parameters), exprs(inputs), rates, shown);
    }

    private static List<Expr> exprs(List<? extends Quantity> quantities) {
        return quantities.stream().map(Quantity::expr).toList();
    }
}
