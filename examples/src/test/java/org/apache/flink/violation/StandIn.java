package org.apache.flink.violation;

/** Stands in for Flink, which no module depends on yet, for ArchitectureRulesTest. */
public final class StandIn {}
