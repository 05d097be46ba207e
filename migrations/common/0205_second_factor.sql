-- A second factor beside the password, sign-ins that wait for its code, and passwords that were forgotten.

CREATE TABLE second_factors (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    owner_id TEXT NOT NULL REFERENCES owners (id),
    -- The secret, sealed by a key that is not in the database. Until it is confirmed, the recovery codes are in it too.
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- It counts from then on; before, it is being set up.
    confirmed_at BIGINT,
    -- The step of time of the last code that was taken: no code is taken twice.
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    code_hash TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, code_hash)
);

-- Somebody gave the right password, and a code is still to come.
CREATE TABLE pending_sign_ins (
    token_hash TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX pending_sign_ins_user ON pending_sign_ins (user_id);
CREATE INDEX pending_sign_ins_over ON pending_sign_ins (expires_at);

-- What was typed by somebody who forgot a password: looked up after the answer, so that the answer cannot tell.
CREATE TABLE forgotten_passwords (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);

-- When the second factor was given, if it was.
ALTER TABLE sessions ADD COLUMN second_factor_at BIGINT;
ALTER TABLE refresh_tokens ADD COLUMN second_factor_at BIGINT;
