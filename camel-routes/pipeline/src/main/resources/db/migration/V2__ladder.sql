-- How far each rule may go, who moved it, and what planners decided on orders.
create table ladder (
  id int primary key,
  body text not null
);
insert into ladder (id, body) values (1, '');

create table rung_change (
  id bigint generated always as identity primary key,
  rule_id varchar(256) not null,
  from_rung varchar(16) not null,
  to_rung varchar(16) not null,
  who varchar(256) not null,
  why varchar(2000) not null,
  changed_at bigint not null
);
create index rung_change_rule on rung_change (rule_id, id);

alter table outbox add column rung varchar(16) default 'AUTO' not null;
alter table outbox add column snoozed_until bigint default 0 not null;

create table decision (
  id bigint generated always as identity primary key,
  reference varchar(40) not null,
  verdict varchar(16) not null,
  who varchar(256) not null,
  why varchar(2000) not null,
  snoozed_until bigint,
  decided_at bigint not null
);
create index decision_reference on decision (reference, id);

alter table parked add column outbox_id bigint;
alter table parked add column resolution varchar(16);
alter table parked add column resolved_by varchar(256);
alter table parked add column resolved_why varchar(2000);
alter table parked add column resolved_at bigint;
