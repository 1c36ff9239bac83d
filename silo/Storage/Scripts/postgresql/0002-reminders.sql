-- The product's clock: present = clock_at + (now - real_at) * speed. Windowed reads compare with it, not with the server's clock.
create table time_anchor
(
    only_row       boolean primary key default true check (only_row),
    real_at        timestamptz not null,
    clock_at       timestamptz not null,
    speed          double precision not null check (speed > 0),
    window_seconds double precision not null check (window_seconds > 0)
);

-- The latest start that a range read returns. Without an anchor every row counts as near: nothing is ever hidden by mistake.
create function reminder_horizon() returns timestamptz language sql stable as $body$
    select coalesce(
        (select clock_at + greatest(now() - real_at, interval '0') * speed + window_seconds * interval '1 second' from time_anchor),
        'infinity'::timestamptz)
$body$;

create table orleansreminderstable
(
    serviceid    text collate "C" not null,
    grainid      text collate "C" not null check (char_length(grainid) <= 150),
    remindername text collate "C" not null,
    starttime    timestamptz not null,
    period       bigint  not null,
    grainhash    integer not null,
    version      integer not null,
    primary key (grainid, remindername, serviceid)
);

create index orleansreminderstable_start on orleansreminderstable (serviceid, starttime);
create index orleansreminderstable_hash on orleansreminderstable (serviceid, grainhash);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', '
    insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (serviceid, grainid, remindername)
    do update set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash,
                  version = orleansreminderstable.version + 1
    returning version as Version
'),
('ReadReminderRowsKey', '
    select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
      from orleansreminderstable
     where serviceid = @ServiceId and grainid = @GrainId
'),
('ReadReminderRowKey', '
    select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
      from orleansreminderstable
     where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName
'),
('ReadRangeRows1Key', '
    select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
      from orleansreminderstable
     where serviceid = @ServiceId and starttime <= (select reminder_horizon())
       and grainhash > @BeginHash and grainhash <= @EndHash
'),
('ReadRangeRows2Key', '
    select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
      from orleansreminderstable
     where serviceid = @ServiceId and starttime <= (select reminder_horizon())
       and (grainhash > @BeginHash or grainhash <= @EndHash)
'),
('DeleteReminderRowKey', '
    with gone as
    (
        delete from orleansreminderstable
         where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version
        returning 1
    )
    select count(*) from gone
'),
('DeleteReminderRowsKey', '
    delete from orleansreminderstable where serviceid = @ServiceId
');
