-- Entries and transactions are never changed: they are corrected by reversal. The envelope of an event is permanent.

CREATE FUNCTION guildhall_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE ON ledger_transactions
FOR EACH ROW EXECUTE FUNCTION guildhall_append_only();
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION guildhall_append_only();
CREATE TRIGGER run_events_envelope
BEFORE UPDATE OF run_id, seq, owner_id, name, stored_at, v, payload_hash, chain_hash ON run_events
FOR EACH ROW EXECUTE FUNCTION guildhall_append_only();
