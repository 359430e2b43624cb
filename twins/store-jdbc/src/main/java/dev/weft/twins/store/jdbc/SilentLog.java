package dev.weft.twins.store.jdbc;

import org.flywaydb.core.api.logging.Log;

/** Drop what Flyway would log: failures reach the caller as exceptions, the rest is nobody's news. */
enum SilentLog implements Log {
    INSTANCE;

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception e) {}

    @Override
    public void notice(String message) {}
}
