-- The second wall (see 0102) for what belongs to a person's profile.

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['preferences', 'sign_ins', 'avatars'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY scope ON %I USING (current_setting(''guildhall.scope'', true) = ''system'''
            || ' OR owner_id = current_setting(''guildhall.scope'', true))',
            tenant
        );
    END LOOP;
END $$;
