-- What the first version parked names its action too, so that it can be tried again.
update parked set outbox_id = (
  select o.id from outbox o
  where o.reference = parked.item_key and o.state = 'PARKED'
    and (select count(*) from outbox p
         where p.reference = o.reference and p.state = 'PARKED' and p.id < o.id)
      = (select count(*) from parked q
         where q.source = 'outbox' and q.item_key = parked.item_key and q.id < parked.id))
where source = 'outbox' and outbox_id is null and resolution is null;
