-- The second wall for tickets; see 0102.

ALTER TABLE ws_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE ws_tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON ws_tickets USING (
    current_setting('guildhall.scope', true) = 'system' OR owner_id = current_setting('guildhall.scope', true)
);
