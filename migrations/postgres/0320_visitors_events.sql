-- The envelope of an event is permanent, but a visitor's runs may become those of the account that signs in on the device.

DROP TRIGGER run_events_envelope ON run_events;
CREATE TRIGGER run_events_envelope
BEFORE UPDATE OF run_id, seq, name, stored_at, v, payload_hash, chain_hash ON run_events
FOR EACH ROW EXECUTE FUNCTION guildhall_append_only();

CREATE FUNCTION guildhall_visitors_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT kind FROM owners WHERE id = OLD.owner_id) IS DISTINCT FROM 'visitor' THEN
        RAISE EXCEPTION 'only a visitor''s events change their owner';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER run_events_owner BEFORE UPDATE OF owner_id ON run_events
FOR EACH ROW EXECUTE FUNCTION guildhall_visitors_only();
