package dev.weft.twins.store.jdbc;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Put twins into rows of the table {@code twin} and take them out again, exactly. */
final class TwinRows {
    private final Database database;
    private final Statements statements = new Statements();
    private final Function<String, Optional<PhysicsPrior>> priors;
    private final Map<ByteBuffer, PhysicsModel> models = new Recent<>();
    private final Map<String, Policy> policies = new Recent<>();

    TwinRows(Database database, Function<String, Optional<PhysicsPrior>> priors) {
        this.database = database;
        this.priors = priors;
    }

    void insert(Connection connection, List<TwinRecord> twins) throws SQLException {
        // Twins of a plant often begin alike.
        Map<PhysicsModel, TwinOrigin> origins = new IdentityHashMap<>();
        Map<Policy, String> policies = new HashMap<>();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO twin (number, id, prior, model, policy)"
                        + " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM twin), ?, ?, ?, ?)")) {
            for (TwinRecord twin : twins) {
                TwinOrigin origin = origins.computeIfAbsent(twin.model(), model -> TwinOrigin.of(twin));
                insert.setString(1, twin.id());
                insert.setString(2, origin.prior());
                insert.setBytes(3, origin.model());
                insert.setString(4, policies.computeIfAbsent(twin.policy(), PolicyJson::hash));
                insert.executeUpdate();
            }
        }
    }

    /**
     * Find a twin.
     *
     * @throws StoreException if its row cannot be read, or its prior is not found
     */
    Optional<TwinRecord> find(Connection connection, String id) throws SQLException {
        PreparedStatement select = statements.of(
                connection,
                "SELECT t.model, p.content FROM twin t LEFT JOIN policy p ON p.hash = t.policy WHERE t.id = ?");
        select.setString(1, id);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(read(id, row.getBytes(1), String.valueOf(row.getString(2))))
                    : Optional.empty();
        }
    }

    /** Twins that begin alike share their model. */
    private PhysicsModel model(byte[] bytes) {
        ByteBuffer key = ByteBuffer.wrap(bytes);
        PhysicsModel known = models.get(key);
        if (known == null) {
            known = ModelFile.read(bytes, priors);
            models.put(key, known);
        }
        return known;
    }

    private Policy policy(String text) {
        Policy known = policies.get(text);
        if (known == null) {
            known = PolicyJson.read("policy", text);
            policies.put(text, known);
        }
        return known;
    }

    private TwinRecord read(String id, byte[] model, String policy) {
        try {
            return new TwinRecord(id, model(model), policy(policy));
        } catch (ModelFormatException e) {
            throw new StoreException(
                    "store " + database.place() + ": the model of twin " + id + " " + e.getMessage(), e);
        } catch (IllegalArgumentException | DataException e) {
            throw StoreException.damaged(
                    "store " + database.place() + ": twin " + id + " is damaged: " + e.getMessage()
                            + "; restore the store from a copy",
                    e);
        }
    }

    /**
     * Find what is kept of a twin, as it is.
     *
     * @throws StoreException if a part of it is missing
     */
    Optional<TwinOrigin> origin(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT t.prior, t.model, p.content FROM twin t LEFT JOIN policy p ON p.hash = t.policy"
                        + " WHERE t.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(origin(id, row)) : Optional.empty();
            }
        }
    }

    private TwinOrigin origin(String id, ResultSet row) throws SQLException {
        String prior = row.getString(1);
        byte[] model = row.getBytes(2);
        String policy = row.getString(3);
        if (prior == null || model == null || policy == null) {
            throw StoreException.damaged("store " + database.place() + ": twin " + id
                    + " is damaged: a part of it is missing; restore the store from a copy");
        }
        return new TwinOrigin(prior, model, policy);
    }

    /** Return the ids in the order of creation. */
    List<String> ids(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM twin ORDER BY number");
                ResultSet rows = select.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return List.copyOf(ids);
        }
    }
}
