-- What agencies say of themselves in the directory; the grain's state is the original.
create table agency_profile
(
    agency  text collate "C" primary key,
    version integer not null,
    points  integer not null,
    data    json not null
);

create index agency_profile_points on agency_profile (agency) where points > 0;
-- The response table: what was received in a period, and the steps of silence among the notices about agencies.
create index notification_received on notification (taken_at, agency) where sequence is not null;
create index notification_of_agencies on notification (at, kind) where number = '';
