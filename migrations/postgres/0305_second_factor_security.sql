-- The second wall around what 0205 brought; see 0102.

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['second_factors', 'recovery_codes', 'pending_sign_ins'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY scope ON %I USING (current_setting(''guildhall.scope'', true) = ''system'''
            || ' OR owner_id = current_setting(''guildhall.scope'', true))',
            tenant
        );
    END LOOP;
END $$;

-- Nobody's rows: only the platform's own work sees them.
ALTER TABLE forgotten_passwords ENABLE ROW LEVEL SECURITY;
ALTER TABLE forgotten_passwords FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON forgotten_passwords USING (current_setting('guildhall.scope', true) = 'system');
