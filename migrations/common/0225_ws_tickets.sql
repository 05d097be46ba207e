-- Tickets that open one WebSocket each: made by a POST, good for half a minute, gone when used.

CREATE TABLE ws_tickets (
    ticket_hash TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    actor_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX ws_tickets_owner ON ws_tickets (owner_id, expires_at);
