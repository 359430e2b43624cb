-- Signed checkpoints of the ledger, each the one line of text that it is everywhere else. Nothing of the line stands in a
-- column of its own: it could be changed there without touching the signature.

CREATE TABLE checkpoint (
    number ${key} PRIMARY KEY,      -- order of keeping, from 1 without gaps
    line   TEXT NOT NULL
);
