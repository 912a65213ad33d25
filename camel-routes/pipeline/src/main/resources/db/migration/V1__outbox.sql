-- What was handled, what was decided and what has to leave the house. Runs on H2 and PostgreSQL.
create table handled (
  thing_id varchar(512) primary key,
  revision bigint not null
);

create table episode (
  thing_id varchar(512) not null,
  failure_mode varchar(256) not null,
  number int not null,
  reference varchar(40) not null unique,
  open boolean not null,
  body text not null,
  primary key (thing_id, failure_mode, number)
);
create index episode_open on episode (open);

create table outbox (
  id bigint generated always as identity primary key,
  action_key varchar(1024) not null unique,
  reference varchar(40) not null,
  kind varchar(32) not null,
  thing_id varchar(512) not null,
  correlation_id text,
  body text not null,
  state varchar(16) not null,
  order_number varchar(256),
  attempts int not null default 0,
  next_attempt bigint not null,
  claimed_by varchar(256),
  claimed_until bigint not null default 0,
  last_error varchar(2000),
  recorded_at bigint not null
);
create index outbox_due on outbox (state, next_attempt);
create index outbox_reference on outbox (reference);

create table parked (
  id bigint generated always as identity primary key,
  source varchar(64) not null,
  item_key text,
  reason varchar(2000) not null,
  correlation_id text,
  content_type text,
  payload bytea,
  parked_at bigint not null
);

create table cursor_position (
  source varchar(64) primary key,
  position_text text not null
);
