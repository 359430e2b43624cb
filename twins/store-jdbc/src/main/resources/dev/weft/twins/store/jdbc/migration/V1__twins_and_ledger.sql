-- Twins and their hash-chained ledger. ${key} and ${bytes} are the types of a 64-bit key and of raw bytes, which the
-- databases name differently. Numbers that must come back bit by bit are big-endian doubles in bytes: SQLite turns NaN
-- into NULL and -0 into 0.

CREATE TABLE policy (
    hash    TEXT PRIMARY KEY,       -- SHA-256 of the content, in hex
    content TEXT NOT NULL           -- JSON
);

CREATE TABLE twin (
    number ${key} PRIMARY KEY,      -- order of creation, from 1
    id     TEXT NOT NULL UNIQUE,
    prior  TEXT NOT NULL,
    model  ${bytes} NOT NULL,       -- safetensors file
    policy TEXT NOT NULL REFERENCES policy (hash) -- the first one
);

CREATE TABLE entry (
    sequence    ${key} PRIMARY KEY, -- place in the chain, from 1
    twin        ${key} NOT NULL REFERENCES twin (number),
    version     ${key} NOT NULL,    -- place among the twin's own entries, from 0
    kind        TEXT NOT NULL,
    actor       TEXT NOT NULL,      -- weft, or a person
    cause       TEXT NOT NULL,
    policy      TEXT NOT NULL REFERENCES policy (hash),
    recorded_at BIGINT NOT NULL,    -- milliseconds since 1970-01-01 UTC
    event_time  DOUBLE PRECISION,   -- seconds; NULL for NaN, and for all without a reading
    inputs      ${bytes},           -- doubles, as the next three; NULL without a reading
    measured    ${bytes},
    expected    ${bytes},
    deviation   ${bytes},
    surprise    DOUBLE PRECISION,   -- NULL for NaN
    finding     TEXT,               -- what became of the reading; NULL without one
    findings    TEXT,               -- what the quality gate found, JSON; NULL without a reading
    snapshot    ${bytes} NOT NULL,  -- the twin after the entry
    stands_for  DOUBLE PRECISION,   -- the time of the snapshot; NULL before the first reading
    hash        TEXT NOT NULL,
    UNIQUE (twin, version)          -- also finds the newest entry of a twin
);
