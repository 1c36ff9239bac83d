-- Only for comparison: what the product does in C# and set-based statements, done row by row inside the database.
create table bench_row (number text primary key, title text not null, due_at timestamptz not null, version integer not null);
create table bench_event (number text not null, sequence integer not null, data jsonb not null, primary key (number, sequence));
create table bench_deadline (number text primary key, due_at timestamptz not null);

create function bench_project() returns trigger language plpgsql as $body$
declare
    state jsonb := convert_from(new.payloadbinary, 'UTF8')::jsonb;
begin
    insert into bench_row (number, title, due_at, version)
    values (state->>'number', left(state->>'text', 40), (state->>'due')::timestamptz, (state->>'version')::integer)
    on conflict (number) do update set due_at = excluded.due_at, version = excluded.version;
    insert into bench_event (number, sequence, data)
    values (state->>'number', (state->>'version')::integer, jsonb_build_object('due', state->>'due'));
    insert into bench_deadline (number, due_at) values (state->>'number', (state->>'due')::timestamptz)
    on conflict (number) do update set due_at = excluded.due_at;
    insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
    values (new.serviceid, state->>'grainId', 'due', (state->>'due')::timestamptz, 60000, (state->>'hash')::integer, 0)
    on conflict (serviceid, grainid, remindername) do update set starttime = excluded.starttime, version = orleansreminderstable.version + 1;
    return null;
end
$body$;

create trigger bench_project after insert or update on orleansstorage
    for each row when (new.graintypestring like '%bench-triggered%') execute function bench_project();
