-- The second wall for steps that are inherited; see 0102.

ALTER TABLE inherited_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE inherited_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON inherited_steps USING (
    current_setting('guildhall.scope', true) = 'system' OR owner_id = current_setting('guildhall.scope', true)
);
