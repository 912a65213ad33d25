package org.twinsuite.sandbox.hono;

import io.opentracing.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.hono.client.ClientErrorException;
import org.eclipse.hono.deviceregistry.service.tenant.AbstractTenantManagementService;
import org.eclipse.hono.deviceregistry.service.tenant.DefaultTenantInformationService;
import org.eclipse.hono.deviceregistry.service.tenant.TenantInformationService;
import org.eclipse.hono.deviceregistry.util.Versioned;
import org.eclipse.hono.service.management.Id;
import org.eclipse.hono.service.management.OperationResult;
import org.eclipse.hono.service.management.Result;
import org.eclipse.hono.service.management.tenant.Tenant;

/** Hono's tenants in a map. */
final class TenantsInMemory extends AbstractTenantManagementService {
  private final Map<String, Versioned<Tenant>> tenants = new ConcurrentHashMap<>();

  TenantsInMemory(Vertx vertx) {
    super(vertx);
  }

  TenantInformationService information() {
    return new DefaultTenantInformationService(this);
  }

  @Override
  protected Future<OperationResult<Id>> processCreateTenant(String id, Tenant tenant, Span span) {
    Versioned<Tenant> created = new Versioned<>(tenant);
    if (tenants.putIfAbsent(id, created) != null) {
      return failed(HttpURLConnection.HTTP_CONFLICT);
    }
    return ok(HttpURLConnection.HTTP_CREATED, Id.of(id), created.getVersion());
  }

  @Override
  protected Future<OperationResult<Tenant>> processReadTenant(String id, Span span) {
    Versioned<Tenant> found = tenants.get(id);
    return found == null
        ? failed(HttpURLConnection.HTTP_NOT_FOUND)
        : ok(HttpURLConnection.HTTP_OK, found.getValue(), found.getVersion());
  }

  @Override
  protected Future<OperationResult<Void>> processUpdateTenant(
      String id, Tenant tenant, Optional<String> version, Span span) {
    Versioned<Tenant> found = tenants.get(id);
    if (found == null) {
      return failed(HttpURLConnection.HTTP_NOT_FOUND);
    }
    Versioned<Tenant> next = found.update(version, () -> tenant);
    if (next == null || !tenants.replace(id, found, next)) {
      return failed(HttpURLConnection.HTTP_PRECON_FAILED);
    }
    return ok(HttpURLConnection.HTTP_NO_CONTENT, null, next.getVersion());
  }

  @Override
  protected Future<Result<Void>> processDeleteTenant(
      String id, Optional<String> version, Span span) {
    return tenants.remove(id) == null
        ? failed(HttpURLConnection.HTTP_NOT_FOUND)
        : Future.succeededFuture(Result.from(HttpURLConnection.HTTP_NO_CONTENT));
  }

  static <T> Future<OperationResult<T>> ok(int status, T payload, String version) {
    return Future.succeededFuture(
        OperationResult.ok(status, payload, Optional.empty(), Optional.of(version)));
  }

  static <T> Future<T> failed(int status) {
    return Future.failedFuture(new ClientErrorException(status));
  }
}
