-- Owners, people, and how they sign in.

CREATE TABLE owners (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('user', 'organisation', 'visitor', 'platform')),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL UNIQUE REFERENCES owners (id),
    email TEXT NOT NULL UNIQUE,
    username TEXT NOT NULL,
    -- In lower case: two names that differ only in case are one.
    username_key TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'creator', 'admin', 'super_admin')),
    email_verified_at BIGINT,
    suspended_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_user ON sessions (user_id, created_at);

CREATE TABLE refresh_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    family_id TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Unused until then, it is over.
    idle_until BIGINT NOT NULL,
    -- The family is over then, however often it was renewed.
    expires_at BIGINT NOT NULL,
    rotated_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);

CREATE TABLE mail_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX mail_tokens_user ON mail_tokens (user_id, purpose);

-- Letters to send: written with what they tell of, sent after.
CREATE TABLE mails (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    sent_at BIGINT,
    given_up_at BIGINT
);
CREATE INDEX mails_waiting ON mails (next_try_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
