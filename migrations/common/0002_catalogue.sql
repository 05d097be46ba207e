-- Agents and their immutable versions.

CREATE TABLE agents (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    creator_id TEXT NOT NULL REFERENCES owners (id),
    status TEXT NOT NULL CHECK (status IN ('draft', 'listed', 'unlisted', 'suspended')),
    live_version_id TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE versions (
    id TEXT NOT NULL PRIMARY KEY,
    agent_id TEXT NOT NULL REFERENCES agents (id),
    number TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    -- The manifest as JSON; its shape is told by its own v.
    manifest TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (agent_id, number)
);
