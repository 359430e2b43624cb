package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.RequestDesk;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.Request.Answer;
import dev.weft.twins.store.Request.Kind;
import dev.weft.twins.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people ask of twins reaches the one that writes, once, and the answer comes back. Each database has a test of this. */
abstract class RequestsContract {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private JdbcStore writer;
    private JdbcStore asker;
    private Fleet fleet;
    private RequestDesk desk;

    /** Open a store that is not there yet for writing; the same for asking from then on. */
    abstract JdbcStore openToWrite();

    abstract JdbcStore openToAsk();

    abstract JdbcStore openToRead();

    @BeforeEach
    void open() {
        writer = openToWrite();
        fleet = new Fleet(writer);
        fleet.twin("a'); DROP TABLE entry; --", Twin.of(new MassSpringDamper()));
        fleet.twin("pump", Twin.of(new MassSpringDamper()));
        asker = openToAsk();
        desk = new RequestDesk(fleet, writer, Clock.fixed(NOW.plusSeconds(1), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        asker.close();
        fleet.close();
        writer.close();
    }

    private static Request request(String twin, Kind kind, String argument) {
        return new Request(twin, kind, argument, "Ada", "it looks fine", NOW);
    }

    private Answer done(Request request) {
        long number = asker.ask(request);
        assertThat(asker.answer(number)).isEmpty();
        assertThat(desk.work()).isEqualTo(1);
        assertThat(desk.work()).isZero();
        assertThat(asker.withdraw(number)).as("taken").isFalse();
        return asker.answer(number).orElseThrow();
    }

    @Test
    void everyKindIsDoneAsIfItHadBeenDecidedHere() {
        Twin pump = fleet.find("pump").orElseThrow();
        Policy careful = Policy.standard().named("careful", 2);

        assertThat(done(request("pump", Kind.APPROVE, ""))).isEqualTo(new Answer(true, 1, ""));
        assertThat(done(request("pump", Kind.REJECT, ""))).isEqualTo(new Answer(true, 2, ""));
        assertThat(done(request("pump", Kind.GOVERN, PolicyJson.write(careful))))
                .isEqualTo(new Answer(true, 3, ""));
        assertThat(done(request("pump", Kind.ROLL_BACK, "1"))).isEqualTo(new Answer(true, 4, ""));
        assertThat(done(request("a'); DROP TABLE entry; --", Kind.APPROVE, ""))).isEqualTo(new Answer(true, 1, ""));

        assertThat(pump.version()).isEqualTo(4);
        assertThat(pump.policy()).isEqualTo(careful);
        LedgerEntry approved = Ledger.of(asker).entry("pump", 1).orElseThrow();
        assertThat(approved.kind()).isEqualTo(LedgerEntry.Kind.APPROVED);
        assertThat(approved.actor()).isEqualTo("Ada");
        assertThat(approved.cause()).isEqualTo("approved: it looks fine");
        assertThat(LedgerAudit.of(writer, List.of(), List.of()).isIntact()).isTrue();
    }

    @Test
    void whatCannotBeDoneIsAnsweredWithTheReason() {
        assertThat(done(request("nobody", Kind.APPROVE, "")).text())
                .isEqualTo("there is no twin nobody in the fleet that runs");
        assertThat(done(request("pump", Kind.ROLL_BACK, "7")).text())
                .isEqualTo("twin pump has no version 7, expected 0 … 0");
        assertThat(done(request("pump", Kind.GOVERN, "{\"polcy\": 1}")).text()).contains("no key 'polcy'");
        Request old = new Request("pump", Kind.APPROVE, "", "Ada", "last week", NOW.minusSeconds(3600));
        assertThat(done(old).text())
                .startsWith("it was asked for at 2026-11-30T11:00:00Z")
                .endsWith("ask again");
        assertThat(fleet.find("pump").orElseThrow().version()).isZero();
    }

    @Test
    void whatWasTakenBackIsNotDone() {
        long number = asker.ask(request("pump", Kind.APPROVE, ""));
        assertThat(asker.withdraw(number)).isTrue();
        assertThat(asker.withdraw(number)).isFalse();
        assertThat(desk.work()).isZero();
        assertThat(asker.answer(number)).isEmpty();
    }

    /** A process that ends between the two leaves a request that nobody does a second time. */
    @Test
    void isTakenOnceAtMost() {
        long first = asker.ask(request("pump", Kind.APPROVE, ""));
        long second = asker.ask(request("pump", Kind.REJECT, ""));
        Map<Long, Request> taken = writer.take();
        assertThat(taken.keySet()).containsExactlyInAnyOrder(first, second);
        assertThat(taken.get(second)).isEqualTo(request("pump", Kind.REJECT, ""));
        assertThat(writer.take()).isEmpty();
        assertThat(asker.answer(first)).isEmpty();
    }

    @Test
    void oldAnswersAreForgotten() {
        long number = asker.ask(request("pump", Kind.APPROVE, ""));
        desk.work();
        long later = asker.ask(new Request("pump", Kind.REJECT, "", "Ada", "", NOW.plusSeconds(90_000)));
        writer.take();
        writer.answer(later, new Answer(true, 2, ""), NOW.plusSeconds(90_000));
        assertThat(asker.answer(number)).isEmpty();
        assertThat(asker.answer(later)).isPresent();
    }

    @Test
    void onlyTheWriterTakesAndOnlyWhoMayAsks() {
        assertThat(asker.take()).isEmpty();
        asker.ask(request("pump", Kind.APPROVE, ""));
        assertThatThrownBy(asker::take)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("open for reading only");
        assertThatThrownBy(() -> asker.append(List.of())).hasMessageContaining("open for reading only");
        try (JdbcStore reader = openToRead()) {
            assertThatThrownBy(() -> reader.ask(request("pump", Kind.APPROVE, "")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("open for reading only");
        }
        assertThat(desk.work()).isEqualTo(1);
    }

    @Test
    void nobodyCanPileThemUp() {
        IntStream.range(0, Request.MOST_WAITING).forEach(i -> asker.ask(request("pump", Kind.APPROVE, "")));
        assertThatThrownBy(() -> asker.ask(request("pump", Kind.APPROVE, "")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("200 requests wait already");
    }
}
