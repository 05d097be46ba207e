-- The files of runs that are there already: what their input refers to by its SHA-256.
INSERT OR IGNORE INTO run_files (run_id, sha256, owner_id)
SELECT r.id, json_extract(f.value, '$.sha256'), r.owner_id
FROM runs r, json_each(r.input) f
WHERE r.input IS NOT NULL AND f.type = 'object' AND json_type(f.value, '$.sha256') = 'text';
