package dev.weft.twins.store.jdbc;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Sha256;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Put policies into rows of the table {@code policy}, named by the hash of their text, and take them out again. */
final class PolicyRows {
    private final Database database;
    private final Map<String, Policy> found = new Recent<>();

    PolicyRows(Database database) {
        this.database = database;
    }

    /** Keep a policy; one that is there already stays. */
    void insert(Connection connection, Policy policy) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO policy (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, PolicyJson.hash(policy));
            insert.setString(2, PolicyJson.write(policy));
            insert.executeUpdate();
        }
    }

    /**
     * Find a policy.
     *
     * @throws StoreException if its text is not what it is named by, or of another Weft
     */
    Optional<Policy> find(Connection connection, String hash) throws SQLException {
        Policy known = found.get(hash);
        if (known != null) {
            return Optional.of(known);
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT content FROM policy WHERE hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(hash, row.getString(1))) : Optional.empty();
            }
        }
    }

    private Policy read(String hash, String content) {
        if (!Sha256.of(content).equals(hash)) {
            throw StoreException.damaged("store " + database.place() + ": the policy " + hash
                    + " was changed; restore the store from a copy");
        }
        try {
            Policy policy = PolicyJson.read("policy", content);
            found.put(hash, policy);
            return policy;
        } catch (DataException e) {
            throw new StoreException(
                    "store " + database.place() + ": the policy " + hash + " is of another Weft: " + e.getMessage(), e);
        }
    }
}
