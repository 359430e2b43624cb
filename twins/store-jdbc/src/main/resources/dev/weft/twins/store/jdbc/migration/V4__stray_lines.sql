-- Lines of sources that reached no twin: what is wrong with them is of no twin's ledger.

CREATE TABLE stray (
    number  ${key} PRIMARY KEY,     -- order of keeping, with gaps; of too many the smallest go
    digest  TEXT NOT NULL UNIQUE,   -- SHA-256 of source, line, content and reason: what comes again is kept once
    source  TEXT NOT NULL,
    line    BIGINT NOT NULL,        -- from 1; 0 of a source as a whole
    content TEXT NOT NULL,          -- as it came, up to 1000 characters
    reason  TEXT NOT NULL,
    kept_at BIGINT NOT NULL         -- milliseconds since 1970-01-01 UTC
);
