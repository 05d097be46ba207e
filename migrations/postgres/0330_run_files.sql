-- The second wall around what 0230 adds, and the files of runs that are there already.

ALTER TABLE run_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_files FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON run_files USING (
    current_setting('guildhall.scope', true) = 'system' OR owner_id = current_setting('guildhall.scope', true)
);

SELECT set_config('guildhall.scope', 'system', true);
INSERT INTO run_files (run_id, sha256, owner_id)
SELECT r.id, f.value ->> 'sha256', r.owner_id
FROM runs r CROSS JOIN LATERAL jsonb_each(r.input::jsonb) f
WHERE r.input IS NOT NULL AND jsonb_typeof(f.value) = 'object' AND jsonb_typeof(f.value -> 'sha256') = 'string'
ON CONFLICT DO NOTHING;
