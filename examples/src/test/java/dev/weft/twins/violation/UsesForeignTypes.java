package dev.weft.twins.violation;

import io.javalin.violation.StandIn;

/** Uses types that only some modules may know: a violation, for ArchitectureRulesTest. */
public final class UsesForeignTypes {
    org.apache.arrow.vector.IntVector arrow;
    java.sql.Connection jdbc;
    org.sqlite.SQLiteDataSource sqlite;
    org.postgresql.PGConnection postgresql;
    org.flywaydb.core.Flyway flyway;
    picocli.CommandLine picocli;
    io.micrometer.core.instrument.MeterRegistry micrometer;
    io.micrometer.prometheusmetrics.PrometheusMeterRegistry prometheus;
    StandIn javalin;
    org.apache.flink.violation.StandIn flink;
}
