-- What became of an action in words, e.g. that a device took a command; null where its state says all.
alter table outbox add column outcome varchar(500);
