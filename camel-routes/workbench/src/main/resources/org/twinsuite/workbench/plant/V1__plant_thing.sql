-- What the workbench shows of each thing: a projection of the twins, rebuilt from Ditto at any time.
create table plant_thing (
  thing_id varchar(1024) primary key,
  revision bigint not null,
  name varchar(255) not null,
  equipment_class varchar(512),
  parent varchar(1024),
  site varchar(255),
  area varchar(255),
  work_center varchar(255),
  asset_system varchar(255),
  asset_number varchar(255),
  criticality varchar(64),
  out_of_service boolean not null,
  health varchar(16) not null,
  own_health varchar(16) not null,
  health_cause varchar(1024),
  data_problem varchar(255),
  life_hours double precision,
  life_lower double precision,
  life_upper double precision,
  life_level double precision,
  life_at bigint,
  failure_mode varchar(255)
);
create index plant_thing_health on plant_thing (own_health);
create index plant_thing_place on plant_thing (site, area);

create table plant_forecast (
  thing_id varchar(1024) not null,
  name varchar(255) not null,
  model varchar(255),
  version varchar(255),
  unit varchar(64),
  status varchar(255),
  scored bigint not null,
  error double precision,
  bias double precision,
  coverage double precision,
  level double precision,
  drift varchar(64),
  challenger varchar(255),
  verdict varchar(64),
  primary key (thing_id, name)
);
