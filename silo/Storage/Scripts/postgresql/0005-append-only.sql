-- History is evidence: whoever holds a connection may add to it, nobody may change it.
create function refuse_change() returns trigger language plpgsql as $body$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$body$;

create trigger dispute_event_append_only before update or delete on dispute_event for each row execute function refuse_change();
create trigger dispute_event_no_truncate before truncate on dispute_event execute function refuse_change();
create trigger rung_fired_append_only before update or delete on rung_fired for each row execute function refuse_change();
create trigger rung_fired_no_truncate before truncate on rung_fired execute function refuse_change();
create trigger seal_append_only before update or delete on seal for each row execute function refuse_change();
create trigger seal_no_truncate before truncate on seal execute function refuse_change();
create trigger receipt_append_only before delete on receipt for each row execute function refuse_change();
create trigger receipt_no_truncate before truncate on receipt execute function refuse_change();

-- The one change a receipt sees in its life is its place in a seal.
create trigger receipt_sealed_once before update on receipt for each row
    when (old.seal_number is not null
          or (old.number, old.county, old.year, old.sequence, old.hash, old.at) is distinct from (new.number, new.county, new.year, new.sequence, new.hash, new.at))
    execute function refuse_change();

-- A seal that names a receipt which is not there would be a seal over nothing: looked at when the transaction ends.
create function refuse_incomplete_seal() returns trigger language plpgsql as $body$
begin
    if (select count(*) from receipt where county = new.county and seal_number = new.number) <> new.count then
        raise exception 'seal % of % does not hold all its receipts', new.number, new.county using errcode = 'restrict_violation';
    end if;
    return null;
end
$body$;

create constraint trigger seal_complete after insert on seal deferrable initially deferred
    for each row execute function refuse_incomplete_seal();
