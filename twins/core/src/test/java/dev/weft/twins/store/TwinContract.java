package dev.weft.twins.store;

import static dev.weft.twins.store.StoredEntries.all;
import static dev.weft.twins.store.StoredEntries.assertChainHolds;
import static dev.weft.twins.store.StoredEntries.assertSame;
import static dev.weft.twins.store.StoredEntries.create;
import static dev.weft.twins.store.StoredEntries.singles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.quality.SignalRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twins, and the policies and models they are made of. */
interface TwinContract {
    /** Return the store of the test, empty when it begins. */
    TwinStore store();

    @Test
    default void beginsEmpty() {
        assertThat(store().ids()).isEmpty();
        assertThat(all(store())).isEmpty();
    }

    @Test
    default void createsATwinWithItsFirstEntry() {
        LedgerEntry entry = store().create(StoreSamples.twin("pump"), StoreSamples.created("pump"));

        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.version()).isZero();
        assertThat(entry.kind()).isEqualTo(Kind.CREATED);
        assertSame(store().latestSingle("pump").orElseThrow(), entry);
        assertThat(all(store())).hasSize(1);
    }

    @Test
    default void findsATwinWithItsExactModelAndPolicy() throws IOException {
        TwinRecord twin = StoreSamples.twin("pump");
        store().create(twin, StoreSamples.created("pump"));

        TwinRecord found = store().find("pump").orElseThrow();

        assertThat(found.id()).isEqualTo("pump");
        assertThat(found.policy()).isEqualTo(twin.policy());
        assertThat(bytes(found.model())).isEqualTo(bytes(twin.model()));
        assertThat(found.model().card()).isEqualTo(twin.model().card());
    }

    @Test
    default void keepsPoliciesByTheirHash() {
        create(store(), "pump");
        Policy other = Policy.standard().named("other", 7).withSignal("force", SignalRule.ANY.withHoldFor(1.0 / 3));
        store().keep(other);
        store().keep(other);

        assertThat(store().policy(PolicyJson.hash(other))).contains(other);
        assertThat(store().policy(StoreSamples.POLICY))
                .contains(store().find("pump").orElseThrow().policy());
        assertThat(store().policy("ab".repeat(32))).isEmpty();
    }

    @Test
    default void keepsWhatATwinIsMadeOfByteByByte() {
        TwinRecord twin = StoreSamples.twin("pump");
        LedgerEntry first = store().create(twin, StoreSamples.created(twin));

        TwinOrigin kept = store().origin("pump").orElseThrow();

        assertThat(kept.prior()).isEqualTo(twin.model().prior().name());
        assertThat(kept.model()).isEqualTo(TwinOrigin.of(twin).model());
        assertThat(kept.policy()).isEqualTo(TwinOrigin.of(twin).policy());
        assertThat(kept.differences(first.cause())).contains(List.of());
        assertThat(store().origin("Pump")).isEmpty();
    }

    private static byte[] bytes(PhysicsModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model, bytes);
        return bytes.toByteArray();
    }

    @Test
    default void findsNothingOfAnUnknownTwin() {
        create(store(), "pump");

        assertThat(store().find("Pump")).isEmpty();
        assertThat(store().latestSingle("Pump")).isEmpty();
        assertThat(store().single("Pump", 0)).isEmpty();
        assertThat(singles(store(), "Pump")).isEmpty();
    }

    @Test
    default void listsIdsInTheOrderOfCreation() {
        List<String> ids = List.of("z", "a", "10", "9", "m");
        ids.forEach(id -> create(store(), id));

        assertThat(store().ids()).isEqualTo(ids);
    }

    @Test
    default void refusesAnIdThatExists() {
        create(store(), "pump");

        assertThatThrownBy(() -> create(store(), "pump"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("twin pump exists already");
        assertThat(store().ids()).containsExactly("pump");
        assertThat(all(store())).hasSize(1);
    }

    @Test
    default void createsNoTwinWithoutItsFirstEntry() {
        assertThatThrownBy(() -> store().create(StoreSamples.twin("pump"), StoreSamples.reading("pump", 1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 1, expected 0");
        assertThatThrownBy(() -> store().create(StoreSamples.twin("pump"), StoreSamples.created("fan")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("names twin fan");

        assertThat(store().ids()).isEmpty();
        create(store(), "pump");
        assertThat(store().latestSingle("pump").orElseThrow().sequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pumpe Süd", "泵-7", "насос", "🏭 one", "e\u0301", "\u00e9", "a'b\"c;--", "%_", " x "})
    default void takesAnyIdAndCause(String text) {
        create(store(), text);
        LedgerDraft draft = StoreSamples.reading(text, 1);
        store().append(List.of(new LedgerDraft(
                text,
                1,
                Kind.REFUSED,
                "a" + text.strip(),
                text + "\n\t" + text + "\0",
                draft.policy(),
                draft.recordedAt(),
                draft.observation(),
                draft.after())));

        assertThat(store().ids()).containsExactly(text);
        assertThat(store().find(text).orElseThrow().id()).isEqualTo(text);
        assertThat(store().latestSingle(text).orElseThrow().cause()).isEqualTo(text + "\n\t" + text + "\0");
        assertChainHolds(store());
    }

    @Test
    default void tellsIdsApartThatOnlyLookAlike() {
        List<String> ids = List.of("e\u0301", "\u00e9", "E", "e");
        ids.forEach(id -> create(store(), id));

        assertThat(store().ids()).isEqualTo(ids);
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(store().latestSingle(id).orElseThrow().twin())
                                .isEqualTo(id));
    }
}
