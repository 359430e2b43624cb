package io.javalin.violation;

/** Stands in for the web server, which no module depends on yet, for ArchitectureRulesTest. */
public final class StandIn {}
