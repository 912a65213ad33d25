-- Whose action it is, once it was looked at: lets a look pass over what a busy system has no room for.
alter table outbox add column target varchar(512);
