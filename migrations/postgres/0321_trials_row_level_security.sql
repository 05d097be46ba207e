-- The second wall, as in 0102, around the tables of trials. Who moves files is nobody's but the system's.

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['quotas', 'quota_uses', 'visitors', 'sign_up_marks', 'welcome_marks'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY scope ON %I USING (current_setting(''guildhall.scope'', true) = ''system'''
            || ' OR owner_id = current_setting(''guildhall.scope'', true))',
            tenant
        );
    END LOOP;
END $$;

ALTER TABLE blob_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE blob_moves FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON blob_moves USING (current_setting('guildhall.scope', true) = 'system');
