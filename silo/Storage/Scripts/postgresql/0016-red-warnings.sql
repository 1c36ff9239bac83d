-- Which red warnings a dispute has been told of, once each: what a warning has still to tell is what is not here.
create table red_warning
(
    number  text collate "C" not null,
    warning text collate "C" not null,
    at      timestamptz not null,
    primary key (number, warning)
);
