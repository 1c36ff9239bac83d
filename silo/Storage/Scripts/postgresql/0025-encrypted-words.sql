-- How many places were looked over when everything was brought under a key. Where a release encrypts one more (now mark.words: with a table of
-- pairs of letters some of a narrative's can be read off it), everything is looked over once more, whatever an older silo thinks of it.
alter table encryption_key add column places integer;
