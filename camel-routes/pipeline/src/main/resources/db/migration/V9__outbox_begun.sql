-- When an action was last begun, so that what a killed process had asked for is given its time.
alter table outbox add column begun_at bigint;
