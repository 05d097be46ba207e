-- The second wall for links; see 0102.

ALTER TABLE run_shares ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_shares FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON run_shares USING (
    current_setting('guildhall.scope', true) = 'system' OR owner_id = current_setting('guildhall.scope', true)
);
