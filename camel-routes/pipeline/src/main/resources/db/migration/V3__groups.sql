-- Several processes: who is alive, what was taken from Ditto's topic, and which group a thing belongs to.
alter table handled add column group_key varchar(512);

create table instance (
  name varchar(256) primary key,
  seen_at bigint not null
);

-- as org.twinsuite.camel.ditto.JdbcRevisionStore defines it
create table ditto_revision (
  consumer varchar(100) not null,
  thing_id varchar(256) not null,
  revision bigint not null,
  primary key (consumer, thing_id)
);
