-- Only for comparison: what the product does in C# and prepared statements, done by triggers inside the database.
create table bench_row (number text primary key not null, title text not null, due_at text not null, version integer not null);
create table bench_event (number text not null, sequence integer not null, data text not null, primary key (number, sequence)) without rowid;
create table bench_deadline (number text primary key not null, due_at text not null);

create view bench_state as select '' as service, '' as state;

create trigger bench_project instead of insert on bench_state
begin
    insert into bench_row (number, title, due_at, version)
    values (new.state ->> 'number', substr(new.state ->> 'text', 1, 40), new.state ->> 'due', new.state ->> 'version')
    on conflict (number) do update set due_at = excluded.due_at, version = excluded.version;
    insert into bench_event (number, sequence, data)
    values (new.state ->> 'number', new.state ->> 'version', json_object('due', new.state ->> 'due'));
    insert into bench_deadline (number, due_at) values (new.state ->> 'number', new.state ->> 'due')
    on conflict (number) do update set due_at = excluded.due_at;
    insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    values (new.service, new.state ->> 'grainId', 'due', strftime('%Y-%m-%d %H:%M:%f', new.state ->> 'due'), 60000, new.state ->> 'hash', 0)
    on conflict (ServiceId, GrainId, ReminderName) do update set StartTime = excluded.StartTime, Version = Version + 1;
end;

create trigger bench_inserted after insert on OrleansStorage when new.GrainTypeString like '%bench-triggered%'
begin
    insert into bench_state (service, state) values (new.ServiceId, cast(new.PayloadBinary as text));
end;

create trigger bench_updated after update on OrleansStorage when new.GrainTypeString like '%bench-triggered%'
begin
    insert into bench_state (service, state) values (new.ServiceId, cast(new.PayloadBinary as text));
end;
