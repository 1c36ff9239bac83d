-- What one incident is recognised by, once for each dispute and signal: against whom, how many, and keys of parties and words. Never a name.
create table mark
(
    number  text primary key not null check (length(number) <= 80),
    area    text not null,
    at      integer not null,
    subject text,
    people  integer not null,
    parties text not null,
    words   text not null
) without rowid;

create index mark_area on mark (area, at, number);
-- Counting what came lately and in the past year touches nothing but this.
create index dispute_counted on dispute (registered_at, area, category, number) where standing <> 'merged';
