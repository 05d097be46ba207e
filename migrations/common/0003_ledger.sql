-- The ledger: accounts, lots, transactions with their entries, quotes and holds. Amounts are millionths.

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    kind TEXT NOT NULL,
    asset TEXT NOT NULL CHECK (asset IN ('credit', 'usd')),
    -- Only customers' accounts store their sums; the platform's are the sums of their entries.
    posted BIGINT,
    held BIGINT,
    created_at BIGINT NOT NULL,
    CHECK (posted >= 0 AND held >= 0 AND held <= posted),
    UNIQUE (owner_id, kind)
);

CREATE TABLE ledger_transactions (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    -- What may happen once only has one name.
    external_id TEXT NOT NULL UNIQUE,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    run_id TEXT,
    memo TEXT NOT NULL,
    posted_at BIGINT NOT NULL
);
CREATE INDEX ledger_transactions_owner ON ledger_transactions (owner_id, id);

CREATE TABLE ledger_entries (
    transaction_id TEXT NOT NULL REFERENCES ledger_transactions (id),
    place BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    owner_id TEXT NOT NULL REFERENCES owners (id),
    asset TEXT NOT NULL CHECK (asset IN ('credit', 'usd')),
    side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    lot_id TEXT,
    PRIMARY KEY (transaction_id, place)
);
CREATE INDEX ledger_entries_account ON ledger_entries (account_id);

CREATE TABLE lots (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('granted', 'paid')),
    original BIGINT NOT NULL CHECK (original > 0),
    remaining BIGINT NOT NULL,
    held BIGINT NOT NULL,
    paid_usd BIGINT NOT NULL CHECK (paid_usd >= 0),
    expires_at BIGINT,
    created_at BIGINT NOT NULL,
    CHECK (held >= 0 AND held <= remaining AND remaining <= original)
);
CREATE INDEX lots_open ON lots (owner_id) WHERE remaining > 0;
CREATE INDEX lots_expiring ON lots (expires_at) WHERE remaining > 0 AND expires_at IS NOT NULL;

-- What was shown and accepted: version, prices and split are frozen here.
CREATE TABLE quotes (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    version_id TEXT NOT NULL REFERENCES versions (id),
    creator_id TEXT NOT NULL REFERENCES owners (id),
    fee BIGINT NOT NULL CHECK (fee >= 0),
    model_ceiling BIGINT NOT NULL CHECK (model_ceiling >= 0),
    creator_percent BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE holds (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    account_id TEXT REFERENCES accounts (id),
    quote_id TEXT NOT NULL REFERENCES quotes (id),
    run_id TEXT NOT NULL UNIQUE,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    -- Why the amount is zero, where it is: 'free', 'platform'.
    reason TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'captured', 'voided')),
    captured BIGINT NOT NULL CHECK (captured >= 0 AND captured <= amount),
    to_creator_usd BIGINT NOT NULL,
    to_platform_usd BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX holds_open ON holds (created_at) WHERE status = 'open';

CREATE TABLE hold_parts (
    hold_id TEXT NOT NULL REFERENCES holds (id),
    place BIGINT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    lot_id TEXT NOT NULL REFERENCES lots (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    captured BIGINT NOT NULL CHECK (captured >= 0 AND captured <= amount),
    PRIMARY KEY (hold_id, place)
);
