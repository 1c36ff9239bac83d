-- What a silo, an API node and a reader may do with each table; everything else they may not. Run after the numbered scripts by
-- every migration, as a whole, so this file may be edited: a new table needs a line here. The groups are made by
-- docs/operations/postgresql/roles.sql; where there are none, one user owns everything and nothing happens.
do $body$
begin
    if (select count(*) from pg_roles where rolname in ('suyuan_silos', 'suyuan_gateways', 'suyuan_readers')) < 3 then
        return;
    end if;

    revoke all on all tables in schema public from suyuan_silos, suyuan_gateways, suyuan_readers;

    -- What only a migration writes.
    grant select on orleansquery, schema_journal to suyuan_silos;

    -- Evidence: added to, never changed. Triggers say so too; a silo can neither disable them nor come as far.
    grant select, insert on seal, rung_fired, law_change, clock_move, audit_entry to suyuan_silos;
    -- Written once by their nature.
    grant select, insert on red_warning to suyuan_silos;
    -- What was said may be encrypted anew, or erased when its retention ends; a trigger lets nothing else of a step be changed.
    grant select, insert, update (data, data_hash) on dispute_event to suyuan_silos;
    -- What a party or an incident is recognised by goes with it, and may be encrypted anew.
    grant select, insert, delete on party_key to suyuan_silos;
    grant select, insert, delete, update (parties, words) on mark to suyuan_silos;
    grant select, insert, update on encryption_key to suyuan_silos;
    -- The one change a receipt sees in its life.
    grant select, insert, update (seal_number, position) on receipt to suyuan_silos;

    -- What the state of a grain is, and what is projected from it.
    grant select, insert, update on orleansstorage, time_anchor, dispute, deadline, closing, agency_profile, matter to suyuan_silos;
    -- A notice stays what it was, unless it is encrypted anew or its words are erased; where it has got to changes.
    grant select, insert, update (payload, sequence, taken_at, acknowledge_by, acknowledged_at, acknowledged_by) on notification to suyuan_silos;
    grant select, insert, update (redelivered_at) on dead_letter to suyuan_silos;

    -- Wake-ups that are over, silos that are gone.
    grant select, insert, update, delete on orleansreminderstable, orleansmembershiptable to suyuan_silos;
    grant select, insert, update on orleansmembershipversiontable to suyuan_silos;

    -- An API node asks where the silos are, and nothing else.
    grant select on orleansquery to suyuan_gateways;
    grant select (deploymentid, address, proxyport, generation, status) on orleansmembershiptable to suyuan_gateways;

    -- Backups and audits of the database.
    grant select on all tables in schema public to suyuan_readers;
end
$body$;
