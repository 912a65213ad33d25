-- Who did what, each line chained to the one before by its hash; the head notes the last one.
create table audit_log (
  seq bigint primary key,
  at_millis bigint not null,
  instance varchar(256) not null,
  kind varchar(32) not null,
  actor varchar(256) not null,
  address varchar(64),
  subject varchar(512) not null,
  details text not null,
  previous_hash varchar(64) not null,
  hash varchar(64) not null
);

create table audit_head (
  id int primary key,
  seq bigint not null,
  hash varchar(64) not null
);
insert into audit_head (id, seq, hash)
  values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
