-- Public halves of the keys that receipts are signed with: a receipt stays verifiable after its key was replaced. The
-- private half is made from the secret and stored nowhere.

CREATE TABLE receipt_keys (
    id TEXT NOT NULL PRIMARY KEY,
    -- Ed25519, in hexadecimal.
    public_key TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    -- Since then, another one signs.
    retired_at BIGINT
);
