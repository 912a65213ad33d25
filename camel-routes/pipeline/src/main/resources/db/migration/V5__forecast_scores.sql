-- What waits for its truth and how well each forecast of a thing did so far.
create table forecast_score (
  thing_id varchar(512) not null,
  forecast varchar(256) not null,
  touched_at bigint not null,
  body text not null,
  primary key (thing_id, forecast)
);
create index forecast_score_touched on forecast_score (touched_at);
