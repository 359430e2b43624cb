package dev.weft.twins.store.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRequestsTest extends RequestsContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final String url = SERVER.newUrl();

    @Override
    JdbcStore openToWrite() {
        return JdbcStore.openAt(url);
    }

    @Override
    JdbcStore openToAsk() {
        return JdbcStore.toAskAt(url);
    }

    @Override
    JdbcStore openToRead() {
        return JdbcStore.readOnlyAt(url);
    }
}
