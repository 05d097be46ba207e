-- The envelope of an event is permanent, but a visitor's runs may become those of the account that signs in on the device.

DROP TRIGGER run_events_envelope;
CREATE TRIGGER run_events_envelope BEFORE UPDATE OF run_id, seq, name, stored_at, v, payload_hash, chain_hash ON run_events
BEGIN SELECT RAISE(ABORT, 'the envelope of an event is permanent'); END;
CREATE TRIGGER run_events_owner BEFORE UPDATE OF owner_id ON run_events
WHEN (SELECT kind FROM owners WHERE id = OLD.owner_id) IS NOT 'visitor'
BEGIN SELECT RAISE(ABORT, 'only a visitor''s events change their owner'); END;
