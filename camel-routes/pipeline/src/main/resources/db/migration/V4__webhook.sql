-- Deliveries of webhooks that were taken, so that a repeated one does nothing.
create table webhook_delivery (
  source varchar(128) not null,
  delivery_id varchar(256) not null,
  received_at bigint not null,
  primary key (source, delivery_id)
);
