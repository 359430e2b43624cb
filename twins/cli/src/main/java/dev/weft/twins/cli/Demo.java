package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.Fleet;
import dev.weft.twins.Prediction;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.TwinBuilder;
import dev.weft.twins.Verdict;
import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Run the demonstration: two kinds of machines, one twin each, with a drift, a stuck sensor and a burst of outliers
 * put into three of the tank stations, and a way back for one oscillator.
 */
final class Demo {
    static final String DRIFTING = "tank-03";
    static final String STUCK = "tank-07";
    static final String OUTLIERS = "tank-11";
    static final String GOVERNED = "tank-15";
    static final String ROLLED_BACK = "axis-05";
    static final String DRIFTING_PARAMETER = "lowerOutflow";
    static final int STUCK_FROM = 500;
    static final int STUCK_TO = 580;
    static final int OUTLIERS_FROM = 600;
    static final int OUTLIERS_TO = 612;
    static final int GARBLED_FROM = 850;
    static final int GARBLED_TO = 858;

    /** What the twins that are looked at went through. */
    static final Map<String, String> STORIES = stories();

    private static final int TANKS = 24;
    private static final int AXES = 16;
    private static final int ROWS = 900;
    private static final int COMMISSIONING_ROWS = 300;
    private static final int ROWS_PER_BATCH = 50;
    private static final int REMEMBERED_ROW = 450;
    /** Machines age: a parameter may wander by 2 ‰ from one reading to the next. */
    private static final double DRIFT = 2e-3;

    /** What the operator knows of the level sensors: they are linear. */
    private static final Map<String, Double> IDEAL_SENSOR =
            Map.of("sensorKnee", 5.0, "sensorSlopeLow", 1.0, "sensorSlopeHigh", 1.0);

    private static final DemoPlant.Drift NO_DRIFT = new DemoPlant.Drift("", row -> 1);
    private static final DemoPlant.Drift WORN_PUMP = new DemoPlant.Drift("pumpGain", row -> 0.8);
    private static final DemoPlant.Fault NO_FAULT = (row, measured) -> measured;

    private final Path out;
    private final DemoPlant tanks;
    private final DemoPlant axes;
    private final PhysicsPrior tankPrior;
    private final PhysicsPrior axisPrior;

    private static Map<String, String> stories() {
        Map<String, String> stories = new LinkedHashMap<>();
        stories.put(
                DRIFTING,
                "A valve clogs: its outflow falls by 30 % between 1,200 s and 3,200 s. No one tells the twin; it follows."
                        + " The level tells the outflow in relation to the pump only, so both parameters may move.");
        stories.put(
                STUCK,
                "The level sensor shows the same value for 80 readings. As soon as the model without them has moved away,"
                        + " they are refused, and what was learned from the first is undone.");
        stories.put(OUTLIERS, "Twelve wild readings in a row. None of them reaches the weights.");
        stories.put(
                GOVERNED,
                "A pump that is a fifth weaker than the others, under a policy that asks first: the twin learns it, and goes"
                        + " on serving the weights it began with, until a person approves the others at the end. Before that"
                        + " the gateway sent -9999 eight times, which its quality gate refused.");
        stories.put(
                ROLLED_BACK,
                "An oscillator, rolled back to an earlier version at the end. Its forecast is again the one it made then.");
        return stories;
    }

    Demo(Path out, long seed) {
        this.out = out;
        ModelSource source = new ModelSource();
        this.tankPrior = source.prior("cascaded-tanks");
        this.axisPrior = source.prior("mass-spring-damper");
        this.tanks = new DemoPlant(tankPrior, IDEAL_SENSOR, 4, u -> 1.2 + 1.8 * u, new double[] {0.03}, seed);
        this.axes = new DemoPlant(axisPrior, Map.of(), 0.02, u -> 40 * (u - 0.5), new double[] {0.002, 0.05}, seed);
    }

    DemoResult run() {
        long began = System.nanoTime();
        Map<String, DemoPlant.Machine> machines = machines();
        PhysicsModel tankModel = commissioned(tankPrior, tanks, "tank-00");
        PhysicsModel axisModel = commissioned(axisPrior, axes, "axis-00");
        DemoChecks checks;
        DemoEvidence evidence;
        List<TwinPlots> plots = new ArrayList<>();
        try (JdbcStore store = JdbcStore.openIn(out.resolve("store"));
                Fleet fleet = new Fleet(store)) {
            machines.keySet().forEach(id -> {
                TwinBuilder twin = Twin.of(id.startsWith("tank") ? tankModel : axisModel);
                fleet.twin(id, id.equals(GOVERNED) ? twin.guardedBy(DemoGovernance.POLICY) : twin);
            });
            checks = new DemoChecks(machines);
            stream(fleet, machines, checks);
            rollBack(fleet, checks);
            evidence = govern(store, fleet, machines);
            checks.add(evidence.checks());
            export(store);
            STORIES.keySet().forEach(id -> plots.add(new TwinPlots(store, id)));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        DemoResult result =
                new DemoResult(out, checks.results(), machines.size(), checks.readings(), seconds, evidence);
        new DemoReport(result, plots).writeTo(out);
        return result;
    }

    private Map<String, DemoPlant.Machine> machines() {
        Map<String, DemoPlant.Machine> machines = new LinkedHashMap<>();
        // A valve that clogs: its outflow falls by 30 % between rows 300 and 800.
        DemoPlant.Drift clogging =
                new DemoPlant.Drift(DRIFTING_PARAMETER, row -> 1 - 0.3 * Math.min(1, Math.max(0, (row - 300) / 500.0)));
        try (Progress progress = new Progress("simulating", TANKS + AXES)) {
            for (int i = 1; i <= TANKS + AXES; i++) {
                boolean tank = i <= TANKS;
                String id = String.format(Locale.ROOT, "%s-%02d", tank ? "tank" : "axis", tank ? i : i - TANKS);
                DemoPlant.Fault fault = switch (id) {
                    case STUCK -> DemoPlant.stuck(STUCK_FROM, STUCK_TO);
                    case OUTLIERS -> DemoPlant.outliers(OUTLIERS_FROM, OUTLIERS_TO, 3);
                    case GOVERNED -> DemoPlant.garbled(GARBLED_FROM, GARBLED_TO);
                    default -> NO_FAULT;
                };
                DemoPlant.Drift drift = switch (id) {
                    case DRIFTING -> clogging;
                    case GOVERNED -> WORN_PUMP;
                    default -> NO_DRIFT;
                };
                machines.put(id, (tank ? tanks : axes).simulate(id, ROWS, drift, fault));
                progress.stepTo(i);
            }
        }
        return machines;
    }

    /** Calibrate on one healthy machine; what is learned there starts all others of its kind. */
    private static PhysicsModel commissioned(PhysicsPrior prior, DemoPlant plant, String id) {
        MeasuredSeries history =
                plant.simulate(id, COMMISSIONING_ROWS, NO_DRIFT, NO_FAULT).series();
        int starts = 2;
        try (Progress progress = new Progress("calibrating " + prior.name(), starts)) {
            PhysicsModel model = new Calibrator(
                            prior,
                            new CalibrationSettings(LeastSquaresSettings.STANDARD.withStarts(starts), plant.known()))
                    .calibrate(List.of(history), "", progress::stepTo)
                    .model();
            NoiseModel noise = model.noise().withDrift(DRIFT / Math.sqrt(model.samplingInterval()));
            return model.withNoise(noise)
                    .forSibling(2 * DemoPlant.SPREAD, plant.known().keySet());
        }
    }

    private static void stream(Fleet fleet, Map<String, DemoPlant.Machine> machines, DemoChecks checks) {
        try (Progress progress = new Progress("streaming", (long) ROWS * machines.size())) {
            for (int from = 0; from < ROWS; from += ROWS_PER_BATCH) {
                if (from == REMEMBERED_ROW) {
                    checks.remember(forecast(fleet));
                }
                List<Fleet.Item> batch = new ArrayList<>();
                for (int row = from; row < Math.min(ROWS, from + ROWS_PER_BATCH); row++) {
                    for (Map.Entry<String, DemoPlant.Machine> machine : machines.entrySet()) {
                        MeasuredSeries s = machine.getValue().series();
                        batch.add(new Fleet.Item(
                                machine.getKey(), new Reading(s.time(row), s.inputs(row), s.outputs(row))));
                    }
                }
                List<Verdict> verdicts = fleet.update(batch);
                for (int i = 0; i < batch.size(); i++) {
                    checks.heard(batch.get(i).twin(), from + i / machines.size(), verdicts.get(i));
                }
                progress.stepTo((long) (from + ROWS_PER_BATCH) * machines.size());
            }
        }
        Twin drifted = twin(fleet, DRIFTING);
        checks.endOfDrift(drifted.model().layout(), drifted.snapshot().estimate());
    }

    private static void rollBack(Fleet fleet, DemoChecks checks) {
        Twin twin = twin(fleet, ROLLED_BACK);
        Prediction before = forecast(fleet);
        twin.rollback(checks.rememberedVersion(), DemoGovernance.PERSON, "to show a way back");
        checks.afterRollback(before, forecast(fleet));
    }

    private DemoEvidence govern(TwinStore store, Fleet fleet, Map<String, DemoPlant.Machine> machines) {
        DemoGovernance governance = new DemoGovernance(store, out.resolve("audit"));
        Twin governed = twin(fleet, GOVERNED);
        governance.approve(
                governed,
                Objects.requireNonNull(machines.get(GOVERNED), GOVERNED).parametersAtEnd());
        // Closed, it writes down how its twins stand: with that the ledger is signed to its end.
        fleet.close();
        return governance.gather(fleet.twins(), governed);
    }

    private static Prediction forecast(Fleet fleet) {
        return twin(fleet, ROLLED_BACK).predict(Duration.ofSeconds(2));
    }

    private static Twin twin(Fleet fleet, String id) {
        return fleet.twins().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    }

    private void export(TwinStore store) {
        Path folder = out.resolve("data");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be made", e);
        }
        StoreTable.byPrior(store)
                .forEach(
                        (name, table) -> Tables.write(table.table(), folder.resolve(name + ".arrow"), Overwrite.ALLOW));
    }
}
