-- Which red warnings a dispute has been told of, once each: what a warning has still to tell is what is not here.
create table red_warning
(
    number  text not null,
    warning text not null,
    at      integer not null,
    primary key (number, warning)
) without rowid;
