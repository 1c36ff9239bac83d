-- Texts that Orleans' ADO.NET providers run. They own the keys, the parameter names and the column names; we own the SQL.
create table OrleansQuery
(
    QueryKey  text primary key not null,
    QueryText text not null
) without rowid;

create table OrleansStorage
(
    GrainIdHash            integer not null,
    GrainIdN0              integer not null,
    GrainIdN1              integer not null,
    GrainTypeHash          integer not null,
    GrainTypeString        text not null,
    GrainIdExtensionString text,
    ServiceId              text not null,
    PayloadBinary          blob,
    ModifiedOn             text not null,
    Version                integer not null check (Version >= 1)
);

-- The full identity: a race on a first write can never leave two rows, after which the grain could not load.
create unique index OrleansStorage_identity on OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''));

insert into OrleansQuery (QueryKey, QueryText) values
('WriteToStorageKey', '
    insert into OrleansStorage
        (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
    select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary,
           datetime(''now''), coalesce(@GrainStateVersion, 0) + 1
     where @GrainStateVersion is null
        or exists (select 1 from OrleansStorage
                    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
                      and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
                      and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, ''''))
    on conflict (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''''))
    do update set PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = excluded.Version
     where OrleansStorage.Version = @GrainStateVersion
    returning Version as NewGrainStateVersion
'),
('ReadFromStorageKey', '
    select PayloadBinary, Version
      from OrleansStorage
     where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
       and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
       and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
'),
('ClearStorageKey', '
    update OrleansStorage
       set PayloadBinary = null, ModifiedOn = datetime(''now''), Version = Version + 1
     where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
       and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
       and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
       and Version = @GrainStateVersion
    returning Version as NewGrainStateVersion
'),
('DeleteStorageKey', '
    delete from OrleansStorage
     where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
       and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
       and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
       and Version = @GrainStateVersion
    returning Version + 1 as NewGrainStateVersion
');
