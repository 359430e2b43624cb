package dev.weft.twins.cli;

import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Ledger;
import dev.weft.twins.Prediction;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.audit.CheckpointFile;
import dev.weft.twins.audit.KeyFile;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.audit.LedgerSigner;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.health.Explanation;
import dev.weft.twins.health.Health;
import dev.weft.twins.health.HealthCheck;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.SignalRule;
import dev.weft.twins.store.TwinStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Govern a demonstration's twins as a plant would: a policy, a person's yes, what was refused, health, a signed ledger. */
final class DemoGovernance {
    /** Who decides in a demonstration. */
    static final String PERSON = "Ada";

    /** Nothing serves what it learned before a person has looked; a level sensor shows 0 to 10 V. */
    static final Policy POLICY = Policy.standard()
            .named("asks-first", 1)
            .withMode(Mode.APPROVE)
            .withSignal("level", SignalRule.ANY.between(0, 10));

    static final int SECONDS_AHEAD = 60;

    private static final String REASON = "the pump was measured: it is as weak as the twin says";
    private static final int WINDOW = 200;

    private final TwinStore store;
    private final Path folder;
    private final List<DemoChecks.Result> results = new ArrayList<>();

    /**
     * Govern the twins of a store.
     *
     * @param folder where key and checkpoints go, beside the store
     */
    DemoGovernance(TwinStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Approve what a twin has learned. */
    void approve(Twin twin, double[] truth) {
        WeightLayout layout = twin.model().layout();
        double[] began = parameters(layout, twin.model().start());
        double[] learned = parameters(layout, twin.snapshot().estimate());
        boolean waits = twin.approvedVersion() == 0 && Arrays.equals(served(twin), began);
        twin.approve(PERSON, REASON);
        LedgerEntry entry = Ledger.of(store).latest(twin.id()).orElseThrow();
        boolean serves = Arrays.equals(served(twin), learned)
                && twin.approvedVersion() == entry.version()
                && entry.kind() == LedgerEntry.Kind.APPROVED
                && entry.actor().equals(PERSON)
                && entry.cause().contains(REASON);
        results.add(new DemoChecks.Result(
                twin.id() + ": forecasts come from the weights it began with until " + PERSON + " approves others",
                (waits ? "so before" : "NOT so before") + (serves ? ", and the others afterwards" : ", NOT afterwards"),
                waits && serves));
        double before = pumpError(layout, twin.model().start(), truth);
        double after = pumpError(layout, served(twin, twin.snapshot()), truth);
        results.add(new DemoChecks.Result(
                twin.id() + ": what was approved is nearer to the machine (pumpGain / lowerOutflow)",
                String.format(Locale.ROOT, "off by %.1f %% before, by %.1f %% since", 100 * before, 100 * after),
                after < before));
    }

    private static double[] served(Twin twin) {
        return parameters(twin.model().layout(), served(twin, twin.snapshot()));
    }

    private static GaussianEstimate served(Twin twin, TwinSnapshot now) {
        return twin.servesAdapting() ? now.estimate() : now.serving().orElseThrow();
    }

    private static double[] parameters(WeightLayout layout, GaussianEstimate estimate) {
        return Arrays.copyOf(estimate.mean(), layout.parameterCount());
    }

    private static double pumpError(WeightLayout layout, GaussianEstimate estimate, double[] truth) {
        double found = DemoChecks.outflowToPump(layout, layout.toPhysical(estimate.mean()));
        return Math.abs(DemoChecks.outflowToPump(layout, truth) / found - 1);
    }

    /** Look at the twins, explain one's forecast, sign the ledger and check it. */
    DemoEvidence gather(List<Twin> twins, Twin governed) {
        List<Health> healths = health(twins);
        Health suffered = healths.stream()
                .filter(h -> h.twin().equals(governed.id()))
                .findFirst()
                .orElseThrow();
        int faults = Demo.GARBLED_TO - Demo.GARBLED_FROM;
        int unfit = suffered.quality().findings().getOrDefault(Finding.UNFIT, 0);
        results.add(new DemoChecks.Result(
                governed.id() + ": impossible values are kept in quarantine, with the reason, and out of the weights",
                unfit + " of " + faults + " readings, by its health",
                unfit == faults));
        Explanation told = explain(governed);
        AuditReport audit = sign();
        List<LedgerEntry> decisions = new ArrayList<>();
        List<LedgerEntry> kept = new ArrayList<>();
        for (Twin twin : twins) {
            Ledger.of(store).readEntries(twin.id(), entry -> {
                if (!entry.actor().equals(LedgerEntry.WEFT)) {
                    decisions.add(entry);
                }
            });
        }
        Ledger.of(store).readEntries(governed.id(), entry -> {
            if (entry.kind() == LedgerEntry.Kind.REFUSED) {
                kept.add(entry);
            }
        });
        return new DemoEvidence(decisions, kept, healths, told, audit, key(), checkpoints(), results);
    }

    private List<Health> health(List<Twin> twins) {
        HealthCheck check = new HealthCheck(store, WINDOW);
        try (Progress progress = new Progress("looking at health", twins.size())) {
            List<Health> all = new ArrayList<>();
            for (Twin twin : twins) {
                all.add(check.of(twin));
                progress.stepTo(all.size());
            }
            return all;
        }
    }

    /** The explanation and the forecast are two ways to the same number. */
    private Explanation explain(Twin twin) {
        Explanation told = Explanation.of(twin, 0, SECONDS_AHEAD);
        Prediction forecast = twin.predict(Duration.ofSeconds(SECONDS_AHEAD));
        double expected = forecast.output(forecast.length() - 1, 0);
        double difference = told.value() - told.reference();
        double most = 1e-2 * Math.max(Math.abs(difference), 0.1);
        results.add(new DemoChecks.Result(
                twin.id() + ": what its forecast is made of adds up to it",
                String.format(
                        Locale.ROOT,
                        "%.3f V in a minute, %+.3f V from the reference; %.4f V not explained",
                        told.value(),
                        difference,
                        Math.abs(told.rest())),
                Math.abs(told.rest()) <= most && Math.abs(told.value() - expected) <= 1e-3));
        return told;
    }

    private Path key() {
        return folder.resolve("demo-key.pem");
    }

    private Path checkpoints() {
        return folder.resolve("plant.checkpoints");
    }

    private AuditReport sign() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be made", e);
        }
        SigningKey key = SigningKey.generate();
        KeyFile.write(key, key());
        LedgerSigner.of(store, key, Optional.of(checkpoints()), Clock.systemUTC())
                .sign();
        AuditReport audit = LedgerAudit.of(store, List.of(key.verification()), CheckpointFile.read(checkpoints()));
        results.add(new DemoChecks.Result(
                "the ledger is whole, and signed to its last entry",
                audit.entries() + " entries, " + audit.findings().size() + " findings, " + audit.unsigned()
                        + " not signed",
                audit.isIntact() && audit.trusted() && audit.newest().isPresent() && audit.unsigned() == 0));
        AuditReport stranger =
                LedgerAudit.of(store, List.of(SigningKey.generate().verification()), List.of());
        results.add(new DemoChecks.Result(
                "a signature does not count for whoever trusts another key",
                stranger.isIntact()
                        ? "NOT noticed"
                        : "noticed: " + stranger.findings().get(0).text(),
                !stranger.isIntact()));
        return audit;
    }
}
