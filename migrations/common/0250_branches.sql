-- A run that branches from a step of another: which one, and what it may take over of it.

ALTER TABLE runs ADD COLUMN branched_from TEXT;
-- The key of the last step that may be taken over; a key is a program's own word, and goes with the content.
ALTER TABLE runs ADD COLUMN branched_step TEXT;
CREATE INDEX runs_branched ON runs (branched_from) WHERE branched_from IS NOT NULL;

-- Copies of the other run's finished steps: its deletion does not touch them. What is taken over becomes a row of run_steps.
CREATE TABLE inherited_steps (
    run_id TEXT NOT NULL REFERENCES runs (id),
    step_key TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    inputs_hash TEXT NOT NULL,
    -- The step's value as JSON; where it is large, a blob has it.
    output TEXT,
    output_sha256 TEXT,
    -- What was told of it, as a JSON list of events from its beginning to its files, which run_files names.
    events TEXT NOT NULL,
    PRIMARY KEY (run_id, step_key)
);
