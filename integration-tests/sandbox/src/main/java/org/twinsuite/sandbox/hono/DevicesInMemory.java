package org.twinsuite.sandbox.hono;

import static org.twinsuite.sandbox.hono.TenantsInMemory.failed;
import static org.twinsuite.sandbox.hono.TenantsInMemory.ok;

import io.opentracing.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.hono.deviceregistry.service.device.AbstractDeviceManagementService;
import org.eclipse.hono.deviceregistry.service.device.DeviceKey;
import org.eclipse.hono.deviceregistry.util.Versioned;
import org.eclipse.hono.service.management.Id;
import org.eclipse.hono.service.management.OperationResult;
import org.eclipse.hono.service.management.Result;
import org.eclipse.hono.service.management.device.Device;

/** Hono's devices in a map. */
final class DevicesInMemory extends AbstractDeviceManagementService {
  private final Map<DeviceKey, Versioned<Device>> devices = new ConcurrentHashMap<>();

  DevicesInMemory(Vertx vertx) {
    super(vertx);
  }

  boolean knows(DeviceKey key) {
    return devices.containsKey(key);
  }

  @Override
  protected Future<OperationResult<Id>> processCreateDevice(
      DeviceKey key, Device device, Span span) {
    Versioned<Device> created = new Versioned<>(device);
    if (devices.putIfAbsent(key, created) != null) {
      return failed(HttpURLConnection.HTTP_CONFLICT);
    }
    return ok(HttpURLConnection.HTTP_CREATED, Id.of(key.getDeviceId()), created.getVersion());
  }

  @Override
  protected Future<OperationResult<Device>> processReadDevice(DeviceKey key, Span span) {
    Versioned<Device> found = devices.get(key);
    return found == null
        ? failed(HttpURLConnection.HTTP_NOT_FOUND)
        : ok(HttpURLConnection.HTTP_OK, found.getValue(), found.getVersion());
  }

  @Override
  protected Future<OperationResult<Id>> processUpdateDevice(
      DeviceKey key, Device device, Optional<String> version, Span span) {
    Versioned<Device> found = devices.get(key);
    if (found == null) {
      return failed(HttpURLConnection.HTTP_NOT_FOUND);
    }
    Versioned<Device> next = found.update(version, () -> device);
    if (next == null || !devices.replace(key, found, next)) {
      return failed(HttpURLConnection.HTTP_PRECON_FAILED);
    }
    return ok(HttpURLConnection.HTTP_NO_CONTENT, Id.of(key.getDeviceId()), next.getVersion());
  }

  @Override
  protected Future<Result<Void>> processDeleteDevice(
      DeviceKey key, Optional<String> version, Span span) {
    return devices.remove(key) == null
        ? failed(HttpURLConnection.HTTP_NOT_FOUND)
        : Future.succeededFuture(Result.from(HttpURLConnection.HTTP_NO_CONTENT));
  }
}
