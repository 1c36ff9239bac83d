-- History is evidence: whoever holds a connection may add to it, nobody may change it.
create trigger dispute_event_no_update before update on dispute_event begin select raise(abort, 'dispute_event is append-only'); end;
create trigger dispute_event_no_delete before delete on dispute_event begin select raise(abort, 'dispute_event is append-only'); end;
create trigger rung_fired_no_update before update on rung_fired begin select raise(abort, 'rung_fired is append-only'); end;
create trigger rung_fired_no_delete before delete on rung_fired begin select raise(abort, 'rung_fired is append-only'); end;
create trigger seal_no_update before update on seal begin select raise(abort, 'seal is append-only'); end;
create trigger seal_no_delete before delete on seal begin select raise(abort, 'seal is append-only'); end;
create trigger receipt_no_delete before delete on receipt begin select raise(abort, 'receipt is append-only'); end;

-- The one change a receipt sees in its life is its place in a seal.
create trigger receipt_sealed_once before update on receipt
    when old.seal_number is not null
      or (old.number, old.county, old.year, old.sequence, old.hash, old.at) is not (new.number, new.county, new.year, new.sequence, new.hash, new.at)
begin
    select raise(abort, 'receipt is append-only');
end;
