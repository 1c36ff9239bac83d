-- The open clocks of one holder by their end: a forecast reads nothing else.
create index deadline_holder on deadline (holder, status, due_at, duty, provisional) where status in ('running', 'suspended');
