-- Runs: the table is the queue. Events, the journal of finished steps, files, and the keys that make a start happen once.

CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    actor_id TEXT,
    agent_id TEXT NOT NULL REFERENCES agents (id),
    version_id TEXT NOT NULL REFERENCES versions (id),
    hold_id TEXT NOT NULL REFERENCES holds (id),
    status TEXT NOT NULL CHECK (status IN (
        'queued', 'running', 'awaiting_input', 'paused', 'cancelling', 'succeeded', 'failed', 'cancelled', 'timed_out'
    )),
    is_customers BOOLEAN NOT NULL,
    input TEXT,
    input_hash TEXT NOT NULL,
    output TEXT,
    failure_code TEXT,
    failure_message TEXT,
    ceiling BIGINT NOT NULL,
    charged BIGINT,
    timeout_seconds BIGINT NOT NULL,
    -- Active time of earlier workers, in microseconds.
    active_us BIGINT NOT NULL,
    -- Rises with each worker; every write of a worker names it.
    lease BIGINT NOT NULL,
    lease_until BIGINT,
    attempt BIGINT NOT NULL,
    next_seq BIGINT NOT NULL,
    chain_hash TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    settled_at BIGINT,
    deleted_at BIGINT
);
CREATE INDEX runs_owner ON runs (owner_id, id);
CREATE INDEX runs_owner_agent ON runs (owner_id, agent_id, id);
CREATE INDEX runs_queue ON runs (id) WHERE status = 'queued';
CREATE INDEX runs_leases ON runs (lease_until) WHERE status IN ('running', 'cancelling');
CREATE INDEX runs_working ON runs (owner_id) WHERE status IN ('running', 'cancelling');
CREATE INDEX runs_agent ON runs (agent_id, status);

CREATE TABLE run_events (
    run_id TEXT NOT NULL REFERENCES runs (id),
    seq BIGINT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    name TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    v BIGINT NOT NULL,
    payload TEXT,
    payload_hash TEXT NOT NULL,
    chain_hash TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
);

CREATE TABLE run_steps (
    run_id TEXT NOT NULL REFERENCES runs (id),
    step_key TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    inputs_hash TEXT NOT NULL,
    -- The step's value as JSON; where it is large, a blob has it.
    output TEXT,
    output_sha256 TEXT,
    completed_at BIGINT NOT NULL,
    PRIMARY KEY (run_id, step_key)
);

CREATE TABLE artifacts (
    run_id TEXT NOT NULL REFERENCES runs (id),
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (run_id, name)
);

CREATE TABLE idempotency_keys (
    owner_id TEXT NOT NULL REFERENCES owners (id),
    operation TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    run_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (owner_id, operation, idempotency_key)
);
