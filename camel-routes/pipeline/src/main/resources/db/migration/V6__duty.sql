-- What only one of the processes that share this database does at a time, such as reading a control system.
create table duty (
  name varchar(256) primary key,
  owner varchar(256) not null,
  seen_at bigint not null
);
