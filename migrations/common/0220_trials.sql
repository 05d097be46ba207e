-- Trials without an account (C12), and the counting of quotas of every kind (decision 8).

-- So many uses by one subject in one span of time. The limit is the rule's, not the row's. A subject that stands for a
-- person's device, browser or network is a keyed hash. What counts over everybody belongs to the platform.
CREATE TABLE quotas (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    used BIGINT NOT NULL CHECK (used >= 0),
    PRIMARY KEY (kind, subject, starts_at)
);
CREATE INDEX quotas_ended ON quotas (ends_at);

-- Where a hold was counted, and when that was given back.
CREATE TABLE quota_uses (
    hold_id TEXT NOT NULL REFERENCES holds (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    returned_at BIGINT,
    PRIMARY KEY (hold_id, kind)
);
CREATE INDEX quota_uses_quota ON quota_uses (kind, subject, starts_at);

-- Devices that ran something without an account. The row ends when the device's runs move to an account.
CREATE TABLE visitors (
    owner_id TEXT NOT NULL PRIMARY KEY REFERENCES owners (id),
    -- A keyed hash of the device's cookie.
    device_mark TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    last_start_at BIGINT
);

-- Owners whose files are still to be put under another's name; made with the move, gone when it is done.
CREATE TABLE blob_moves (
    from_owner_id TEXT NOT NULL PRIMARY KEY REFERENCES owners (id),
    to_owner_id TEXT NOT NULL REFERENCES owners (id),
    created_at BIGINT NOT NULL
);

-- The marks of a sign-up, kept until the address is proven.
CREATE TABLE sign_up_marks (
    owner_id TEXT NOT NULL REFERENCES owners (id),
    mark TEXT NOT NULL,
    ends_after BIGINT NOT NULL,
    PRIMARY KEY (owner_id, mark)
);

-- Marks under which welcome credits were given: none are given again until then.
CREATE TABLE welcome_marks (
    mark TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES owners (id),
    granted_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
