-- States are written whole at every command. The old compression costs the server more than everything else about the
-- write; the quicker one needs a server that was built with it (all usual packages are), else the old one stays.
do $body$
begin
    alter table orleansstorage alter column payloadbinary set compression lz4;
exception
    when feature_not_supported then null;
end
$body$;
