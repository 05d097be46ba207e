-- API keys: only the hash of a key's text is kept. A key belongs to one owner and acts for the person who made it.

CREATE TABLE api_keys (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- The beginning of its text, by which its owner knows it again.
    hint TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Words with spaces between.
    scopes TEXT NOT NULL,
    requests_per_minute BIGINT,
    cap BIGINT CHECK (cap >= 0),
    cap_period TEXT CHECK (cap_period IN ('month', 'total')),
    -- What its runs cost: what open holds set aside and closed ones captured. The month is months since the year 0 in UTC.
    spent BIGINT NOT NULL CHECK (spent >= 0),
    spent_in_month BIGINT NOT NULL CHECK (spent_in_month >= 0),
    month BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT,
    CHECK ((cap IS NULL) = (cap_period IS NULL))
);
CREATE UNIQUE INDEX api_keys_name ON api_keys (owner_id, name) WHERE revoked_at IS NULL;

-- Which key a hold was made with, and in which month that counts.
ALTER TABLE holds ADD COLUMN key_id TEXT;
ALTER TABLE holds ADD COLUMN key_month BIGINT;
CREATE INDEX holds_key ON holds (key_id) WHERE key_id IS NOT NULL;
