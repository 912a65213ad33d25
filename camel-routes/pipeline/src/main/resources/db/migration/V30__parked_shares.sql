-- Whose parked items take how much room, so that one device or tenant cannot fill the database.
alter table parked add column tenant varchar(256);
alter table parked add column owner varchar(512);
alter table parked add column size_bytes bigint default 0 not null;
create index parked_owner on parked (owner);
create index parked_tenant on parked (tenant);
create index parked_at on parked (parked_at);
