-- What history and the cache of answers need of a run.

-- What the run is searched by: the texts of its input and what the agent said, in lower case.
ALTER TABLE runs ADD COLUMN search_text TEXT;
-- Kept by hand: not erased by age.
ALTER TABLE runs ADD COLUMN kept_at BIGINT;
ALTER TABLE runs ADD COLUMN erased_at BIGINT;
-- SHA-256 of owner, version and input, where its answer may serve for an equal start.
ALTER TABLE runs ADD COLUMN cache_key TEXT;
-- The run whose answer this one has.
ALTER TABLE runs ADD COLUMN cached_from TEXT;
CREATE INDEX runs_cache ON runs (owner_id, cache_key) WHERE cache_key IS NOT NULL;
CREATE INDEX runs_cached ON runs (agent_id) WHERE cached_from IS NOT NULL;
CREATE INDEX runs_by_age ON runs (settled_at) WHERE settled_at IS NOT NULL AND erased_at IS NULL AND kept_at IS NULL;
CREATE INDEX runs_deleted ON runs (deleted_at) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;

-- The files that a run was given, for whoever collects content that nothing names.
CREATE TABLE run_files (
    run_id TEXT NOT NULL REFERENCES runs (id),
    sha256 TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    PRIMARY KEY (run_id, sha256)
);
CREATE INDEX run_files_content ON run_files (owner_id, sha256);
CREATE INDEX artifacts_content ON artifacts (owner_id, sha256);
CREATE INDEX run_steps_content ON run_steps (owner_id, output_sha256) WHERE output_sha256 IS NOT NULL;
