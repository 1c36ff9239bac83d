create table orleansmembershipversiontable
(
    deploymentid text primary key,
    timestamp    timestamptz not null default now(),
    version      integer not null default 0
);

create table orleansmembershiptable
(
    deploymentid text not null references orleansmembershipversiontable,
    address      text not null,
    port         integer not null,
    generation   integer not null,
    siloname     text not null,
    hostname     text not null,
    status       integer not null,
    proxyport    integer,
    suspecttimes text,
    starttime    timestamptz not null,
    iamalivetime timestamptz not null,
    primary key (deploymentid, address, port, generation)
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
    with added as (insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId) on conflict do nothing returning 1)
    select count(*) from added
'),
('InsertMembershipKey', '
    with advanced as
    (
        update orleansmembershipversiontable
           set timestamp = now(), version = version + 1
         where deploymentid = @DeploymentId and version = @Version
           and not exists (select 1 from orleansmembershiptable
                            where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deploymentid
    ),
    added as
    (
        insert into orleansmembershiptable
            (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
          from advanced
        returning 1
    )
    select count(*) from added
'),
('UpdateMembershipKey', '
    with advanced as
    (
        update orleansmembershipversiontable
           set timestamp = now(), version = version + 1
         where deploymentid = @DeploymentId and version = @Version
           and exists (select 1 from orleansmembershiptable
                        where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deploymentid
    ),
    changed as
    (
        update orleansmembershiptable m
           set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
          from advanced
         where m.deploymentid = advanced.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
        returning 1
    )
    select count(*) from changed
'),
('UpdateIAmAlivetimeKey', '
    update orleansmembershiptable
       set iamalivetime = @IAmAliveTime
     where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation
'),
('MembershipReadRowKey', '
    select v.deploymentid as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.siloname as SiloName,
           m.hostname as HostName, m.status as Status, m.proxyport as ProxyPort, m.suspecttimes as SuspectTimes,
           m.starttime as StartTime, m.iamalivetime as IAmAliveTime, v.version as Version
      from orleansmembershipversiontable v
      left join orleansmembershiptable m
        on m.deploymentid = v.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
     where v.deploymentid = @DeploymentId
'),
('MembershipReadAllKey', '
    select v.deploymentid as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.siloname as SiloName,
           m.hostname as HostName, m.status as Status, m.proxyport as ProxyPort, m.suspecttimes as SuspectTimes,
           m.starttime as StartTime, m.iamalivetime as IAmAliveTime, v.version as Version
      from orleansmembershipversiontable v
      left join orleansmembershiptable m on m.deploymentid = v.deploymentid
     where v.deploymentid = @DeploymentId
'),
('DeleteMembershipTableEntriesKey', '
    delete from orleansmembershiptable where deploymentid = @DeploymentId;
    delete from orleansmembershipversiontable where deploymentid = @DeploymentId
'),
('CleanupDefunctSiloEntriesKey', '
    delete from orleansmembershiptable where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3
'),
('GatewaysQueryKey', '
    select address as Address, proxyport as ProxyPort, generation as Generation
      from orleansmembershiptable
     where deploymentid = @DeploymentId and status = @Status and proxyport > 0
');
