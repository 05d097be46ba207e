-- What programs asked of the API, kept for thirty days. Told by the way, not in the request's own transaction.

CREATE TABLE api_calls (
    -- The request's id: 32 hexadecimal digits that sort by time.
    id TEXT NOT NULL PRIMARY KEY,
    -- None where nobody known asked.
    owner_id TEXT REFERENCES owners (id),
    user_id TEXT,
    key_id TEXT,
    method TEXT NOT NULL,
    -- The row of the table of routes, never the address as it was asked.
    route TEXT NOT NULL,
    status BIGINT NOT NULL,
    -- The stable word of a refusal; empty where there was none.
    code TEXT NOT NULL,
    -- The agent's name in addresses; empty where none is concerned.
    agent TEXT NOT NULL,
    duration_us BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX api_calls_owner ON api_calls (owner_id, at);
CREATE INDEX api_calls_at ON api_calls (at);
