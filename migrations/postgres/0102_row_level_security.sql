-- The second wall behind the scoping in code: a transaction sees the rows of the scope that it set, and no others.
-- guildhall.scope is 'system', 'public' or an owner's id, set for one transaction; unset means nothing is seen.
-- FORCE, because the role that Guildhall uses owns the tables.

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOREACH tenant IN ARRAY ARRAY[
        'users', 'sessions', 'refresh_tokens', 'mail_tokens', 'mails', 'accounts', 'ledger_transactions', 'ledger_entries',
        'lots', 'quotes', 'holds', 'hold_parts', 'runs', 'run_events', 'run_steps', 'artifacts', 'idempotency_keys', 'blobs'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format(
            'CREATE POLICY scope ON %I USING (current_setting(''guildhall.scope'', true) = ''system'''
            || ' OR owner_id = current_setting(''guildhall.scope'', true))',
            tenant
        );
    END LOOP;
END $$;
