-- Entries and transactions are never changed: they are corrected by reversal. The envelope of an event is permanent.

CREATE TRIGGER ledger_transactions_no_update BEFORE UPDATE ON ledger_transactions
BEGIN SELECT RAISE(ABORT, 'ledger_transactions is append only'); END;
CREATE TRIGGER ledger_transactions_no_delete BEFORE DELETE ON ledger_transactions
BEGIN SELECT RAISE(ABORT, 'ledger_transactions is append only'); END;
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append only'); END;
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append only'); END;
CREATE TRIGGER run_events_envelope BEFORE UPDATE OF run_id, seq, owner_id, name, stored_at, v, payload_hash, chain_hash ON run_events
BEGIN SELECT RAISE(ABORT, 'the envelope of an event is permanent'); END;
