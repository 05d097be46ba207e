-- A link that shows a run to whoever has it. A run has one at most; only the hash of its token is kept.

CREATE TABLE run_shares (
    run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id),
    owner_id TEXT NOT NULL REFERENCES owners (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- Whether what the run was given, and the files it made, are shown too.
    shows_input BOOLEAN NOT NULL,
    shows_files BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
