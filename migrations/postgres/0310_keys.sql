-- The second wall for keys and calls, and the counts of limits that all copies share.

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['api_keys', 'api_calls'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY scope ON %I USING (current_setting(''guildhall.scope'', true) = ''system'''
            || ' OR owner_id = current_setting(''guildhall.scope'', true))',
            tenant
        );
    END LOOP;
END $$;

-- Unlogged: a count is worth no write-ahead log and no waiting for the disk. After a crash every limit is whole again.
CREATE UNLOGGED TABLE rate_windows (
    -- An owner, a key, or an address.
    subject TEXT NOT NULL PRIMARY KEY,
    -- Minutes since the epoch: the bucket of the first count.
    place BIGINT NOT NULL,
    current_count BIGINT NOT NULL,
    previous_count BIGINT NOT NULL
);
CREATE INDEX rate_windows_place ON rate_windows (place);
