-- What people ask of the twins while another process writes: no part of the ledger, the decisions are.

CREATE TABLE request (
    number      ${key} PRIMARY KEY,     -- drawn
    twin        TEXT NOT NULL,
    kind        TEXT NOT NULL,          -- APPROVE, REJECT, ROLL_BACK, GOVERN, FORK
    argument    TEXT NOT NULL,          -- a version, a policy as JSON, an id; empty for others
    person      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    asked_at    BIGINT NOT NULL,        -- milliseconds since 1970-01-01 UTC
    taken       BIGINT NOT NULL,        -- 1 once the process that writes has it, else 0
    answered_at BIGINT,                 -- milliseconds since 1970-01-01 UTC; NULL until then
    done        BIGINT,                 -- 1 if it was done, else 0
    version     BIGINT,                 -- of the twin that records it; -1 if it was not done
    answer      TEXT                    -- why it was not done
);
