-- Steps of many twins, in columns: one row a step, one row for each block of 128 twins that took part. Parts are appended and
-- found by counting, so that a step of 100,000 twins touches no index but that of its own row.

CREATE TABLE seat (
    twin  ${key} PRIMARY KEY REFERENCES twin (number),
    fleet INTEGER NOT NULL,         -- the twins that step together, from 1
    lane  INTEGER NOT NULL,         -- place among them, from 0; the snapshots of a step say the same, and are in the chain
    UNIQUE (fleet, lane)
);

CREATE TABLE step (
    sequence    ${key} PRIMARY KEY, -- place of the first entry in the chain
    entries     INTEGER NOT NULL,   -- how many places it takes
    fleet       INTEGER NOT NULL,
    recorded_at BIGINT NOT NULL,    -- milliseconds since 1970-01-01 UTC
    blocks      ${bytes} NOT NULL,  -- of each block: 2 bytes with the entries it has, 0 if it took no part, and 1 byte that is
                                    -- 1 if it has snapshots
    first_part  ${key} NOT NULL,    -- number of the first of its parts; the others follow, block by block
    hash        TEXT NOT NULL
);

CREATE INDEX step_of_fleet ON step (fleet, sequence);

CREATE TABLE part (
    number    ${key} PRIMARY KEY,
    readings  ${bytes} NOT NULL,
    snapshots ${bytes}              -- the twins of the block before the step; NULL in most steps
);
