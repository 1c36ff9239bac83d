-- Texts that Orleans' ADO.NET providers run. They own the keys, the parameter names and the column names; we own the SQL.
create table orleansquery
(
    querykey  text primary key,
    querytext text not null
);

create table orleansstorage
(
    grainidhash            integer not null,
    grainidn0              bigint  not null,
    grainidn1              bigint  not null,
    graintypehash          integer not null,
    graintypestring        text collate "C" not null,
    grainidextensionstring text collate "C",
    serviceid              text collate "C" not null,
    payloadbinary          bytea,
    modifiedon             timestamptz not null,
    version                integer not null check (version >= 1)
);

-- The full identity: two silos that race on a first write can never leave two rows, after which the grain could not load.
create unique index orleansstorage_identity on orleansstorage
    (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, (coalesce(grainidextensionstring, '')));

insert into orleansquery (querykey, querytext) values
('WriteToStorageKey', '
    insert into orleansstorage
        (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
    select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, now(),
           coalesce(@GrainStateVersion, 0) + 1
     where @GrainStateVersion is null
        or exists (select 1 from orleansstorage
                    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
                      and graintypestring = @GrainTypeString and serviceid = @ServiceId
                      and coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString, ''''))
    on conflict (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, (coalesce(grainidextensionstring, '''')))
    do update set payloadbinary = excluded.payloadbinary, modifiedon = excluded.modifiedon, version = excluded.version
     where orleansstorage.version = @GrainStateVersion
    returning version as NewGrainStateVersion
'),
('ReadFromStorageKey', '
    select payloadbinary as PayloadBinary, version as Version
      from orleansstorage
     where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
       and graintypestring = @GrainTypeString and serviceid = @ServiceId
       and coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString, '''')
'),
('ClearStorageKey', '
    update orleansstorage
       set payloadbinary = null, modifiedon = now(), version = version + 1
     where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
       and graintypestring = @GrainTypeString and serviceid = @ServiceId
       and coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString, '''')
       and version = @GrainStateVersion
    returning version as NewGrainStateVersion
'),
('DeleteStorageKey', '
    delete from orleansstorage
     where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
       and graintypestring = @GrainTypeString and serviceid = @ServiceId
       and coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString, '''')
       and version = @GrainStateVersion
    returning version + 1 as NewGrainStateVersion
');
