-- Nobody changes or removes a line by mistake; who owns the table and does it on purpose is found by its hashes.
create function twinsuite_audit_append_only() returns trigger as $$
begin
  raise exception 'the audit log is append-only';
end;
$$ language plpgsql;

create trigger audit_append_only before update or delete on audit_log
  for each row execute function twinsuite_audit_append_only();
create trigger audit_no_truncate before truncate on audit_log
  for each statement execute function twinsuite_audit_append_only();
