-- Files as rows, for every copy to read. Beside SQLite they are files.

CREATE TABLE blobs (
    owner_id TEXT NOT NULL REFERENCES owners (id),
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (owner_id, sha256)
);
