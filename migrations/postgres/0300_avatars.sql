-- Pictures of people, made by us: small, one for each.

CREATE TABLE avatars (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    owner_id TEXT NOT NULL REFERENCES owners (id),
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
