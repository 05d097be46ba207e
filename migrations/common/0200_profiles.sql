-- What a person tells of itself, chooses, and how it signed in.

ALTER TABLE users ADD COLUMN bio TEXT NOT NULL DEFAULT '';
-- SHA-256 of the picture in `avatars`, in hexadecimal: with the owner, its address.
ALTER TABLE users ADD COLUMN avatar_sha256 TEXT;

-- Whoever never chose has no row.
CREATE TABLE preferences (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    owner_id TEXT NOT NULL REFERENCES owners (id),
    language TEXT NOT NULL,
    theme TEXT CHECK (theme IN ('system', 'light', 'dark')),
    time_zone TEXT NOT NULL,
    default_ceiling BIGINT CHECK (default_ceiling >= 0),
    notice_new_device BOOLEAN NOT NULL,
    notice_run_finished BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Attempts to sign in to an account that exists, whatever became of them.
CREATE TABLE sign_ins (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    door TEXT NOT NULL CHECK (door IN ('browser', 'api')),
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    -- Program, system and network together: what a device is known again by.
    device_key TEXT NOT NULL
);
CREATE INDEX sign_ins_owner ON sign_ins (owner_id, id);
CREATE INDEX sign_ins_device ON sign_ins (user_id, device_key);
