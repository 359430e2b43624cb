package dev.weft.twins.store.jdbc;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Put twins into rows of the table {@code twin} and take them out again, exactly. */
final class TwinRows {
    private final Database database;
    private final Function<String, Optional<PhysicsPrior>> priors;

    TwinRows(Database database, Function<String, Optional<PhysicsPrior>> priors) {
        this.database = database;
        this.priors = priors;
    }

    void insert(Connection connection, TwinRecord twin) throws SQLException {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        try {
            ModelFile.write(twin.model(), model);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused to grow", e);
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO twin (number, id, prior, model, policy)"
                        + " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM twin), ?, ?, ?, ?)")) {
            insert.setString(1, twin.id());
            insert.setString(2, twin.model().prior().name());
            insert.setBytes(3, model.toByteArray());
            insert.setString(4, PolicyJson.hash(twin.policy()));
            insert.executeUpdate();
        }
    }

    /**
     * Find a twin.
     *
     * @throws StoreException if its row cannot be read, or its prior is not found
     */
    Optional<TwinRecord> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT t.model, p.content FROM twin t LEFT JOIN policy p ON p.hash = t.policy WHERE t.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(read(id, row.getBytes(1), String.valueOf(row.getString(2))))
                        : Optional.empty();
            }
        }
    }

    private TwinRecord read(String id, byte[] model, String policy) {
        try {
            return new TwinRecord(id, ModelFile.read(model, priors), PolicyJson.read("policy", policy));
        } catch (ModelFormatException e) {
            throw new StoreException(
                    "store " + database.place() + ": the model of twin " + id + " " + e.getMessage(), e);
        } catch (IllegalArgumentException | DataException e) {
            throw new StoreException(
                    "store " + database.place() + ": twin " + id + " is damaged: " + e.getMessage()
                            + "; restore the store from a copy",
                    e);
        }
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
