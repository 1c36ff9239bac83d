-- The product's clock, instants in microseconds since 1970: present = clock_at + (now - real_at) * speed.
create table time_anchor
(
    only_row       integer primary key check (only_row = 1),
    real_at        integer not null,
    clock_at       integer not null,
    speed          real not null check (speed > 0),
    window_seconds real not null check (window_seconds > 0)
);

-- The latest start that a range read returns, in the text form that Microsoft.Data.Sqlite gives to a DateTime, so that
-- texts compare as instants do. Without an anchor every row counts as near: nothing is ever hidden by mistake.
create view reminder_horizon as
    select coalesce(
        (select strftime('%Y-%m-%d %H:%M:%f',
                         clock_at / 1000000.0 + max(unixepoch('subsec') - real_at / 1000000.0, 0) * speed + window_seconds, 'unixepoch')
           from time_anchor),
        '9999-12-31') as latest;

create table OrleansRemindersTable
(
    ServiceId    text not null,
    GrainId      text not null check (length(GrainId) <= 150),
    ReminderName text not null,
    StartTime    text not null,
    Period       integer not null,
    GrainHash    integer not null,
    Version      integer not null,
    primary key (ServiceId, GrainId, ReminderName)
) without rowid;

create index OrleansRemindersTable_start on OrleansRemindersTable (ServiceId, StartTime);
create index OrleansRemindersTable_hash on OrleansRemindersTable (ServiceId, GrainHash);

insert into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', '
    insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (ServiceId, GrainId, ReminderName)
    do update set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = Version + 1
    returning Version
'),
('ReadReminderRowsKey', '
    select GrainId, ReminderName, StartTime, Period, Version
      from OrleansRemindersTable
     where ServiceId = @ServiceId and GrainId = @GrainId
'),
('ReadReminderRowKey', '
    select GrainId, ReminderName, StartTime, Period, Version
      from OrleansRemindersTable
     where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName
'),
('ReadRangeRows1Key', '
    select GrainId, ReminderName, StartTime, Period, Version
      from OrleansRemindersTable
     where ServiceId = @ServiceId and StartTime <= (select latest from reminder_horizon)
       and GrainHash > @BeginHash and GrainHash <= @EndHash
'),
('ReadRangeRows2Key', '
    select GrainId, ReminderName, StartTime, Period, Version
      from OrleansRemindersTable
     where ServiceId = @ServiceId and StartTime <= (select latest from reminder_horizon)
       and (GrainHash > @BeginHash or GrainHash <= @EndHash)
'),
('DeleteReminderRowKey', '
    delete from OrleansRemindersTable
     where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version;
    select changes()
'),
('DeleteReminderRowsKey', '
    delete from OrleansRemindersTable where ServiceId = @ServiceId
');
