package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.Seat;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Put seats of twins into rows of the table {@code seat} and take them out again. */
final class SeatRows {
    private static final String SELECT = "SELECT t.id, s.fleet, s.lane FROM seat s JOIN twin t ON t.number = s.twin";

    private SeatRows() {}

    static void insert(Connection connection, List<Seat> seats) throws SQLException {
        if (seats.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO seat (twin, fleet, lane) SELECT number, ?, ? FROM twin WHERE id = ?")) {
            for (Seat seat : seats) {
                insert.setInt(1, seat.fleet());
                insert.setInt(2, seat.lane());
                insert.setString(3, seat.twin());
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    throw new StoreException("twin " + seats.get(i).twin() + " is not in this store");
                }
            }
        }
    }

    static Optional<Seat> find(Connection connection, String twin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE t.id = ?")) {
            select.setString(1, twin);
            return read(select).stream().findFirst();
        }
    }

    static List<Seat> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " ORDER BY s.fleet, s.lane")) {
            return read(select);
        }
    }

    private static List<Seat> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Seat> seats = new ArrayList<>();
            while (rows.next()) {
                seats.add(new Seat(rows.getString(1), WholeNumber.read(rows, 2), WholeNumber.read(rows, 3)));
            }
            return List.copyOf(seats);
        }
    }
}
