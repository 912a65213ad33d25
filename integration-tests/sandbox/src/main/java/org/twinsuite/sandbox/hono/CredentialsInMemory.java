package org.twinsuite.sandbox.hono;

import static org.twinsuite.sandbox.hono.TenantsInMemory.failed;
import static org.twinsuite.sandbox.hono.TenantsInMemory.ok;

import io.opentracing.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.hono.deviceregistry.service.credentials.AbstractCredentialsManagementService;
import org.eclipse.hono.deviceregistry.service.device.DeviceKey;
import org.eclipse.hono.deviceregistry.util.Versioned;
import org.eclipse.hono.service.auth.SpringBasedHonoPasswordEncoder;
import org.eclipse.hono.service.management.OperationResult;
import org.eclipse.hono.service.management.credentials.CommonCredential;
import org.eclipse.hono.service.management.credentials.PasswordCredential;

/** Hono's credentials in a map; passwords are kept as Hono encodes them. */
final class CredentialsInMemory extends AbstractCredentialsManagementService {
  private static final int MAX_COST = 10;
  private final Map<DeviceKey, Versioned<List<CommonCredential>>> credentials =
      new ConcurrentHashMap<>();
  private final SpringBasedHonoPasswordEncoder encoder;
  private final DevicesInMemory devices;

  CredentialsInMemory(
      Vertx vertx, SpringBasedHonoPasswordEncoder encoder, DevicesInMemory devices) {
    super(vertx, encoder, MAX_COST, Set.of());
    this.encoder = encoder;
    this.devices = devices;
  }

  boolean accepts(String tenant, String authId, String password) {
    return credentials.entrySet().stream()
        .filter(entry -> entry.getKey().getTenantId().equals(tenant))
        .flatMap(entry -> entry.getValue().getValue().stream())
        .filter(PasswordCredential.class::isInstance)
        .map(PasswordCredential.class::cast)
        .filter(credential -> credential.getAuthId().equals(authId) && credential.isEnabled())
        .flatMap(credential -> credential.getSecrets().stream())
        .anyMatch(secret -> encoder.matches(password, JsonObject.mapFrom(secret)));
  }

  @Override
  protected Future<OperationResult<Void>> processUpdateCredentials(
      DeviceKey key, List<CommonCredential> next, Optional<String> version, Span span) {
    if (!devices.knows(key)) {
      return failed(HttpURLConnection.HTTP_NOT_FOUND);
    }
    Versioned<List<CommonCredential>> present =
        credentials.computeIfAbsent(key, none -> new Versioned<>(List.of()));
    try {
      next.forEach(credential -> keepSecrets(credential, present.getValue()));
    } catch (IllegalArgumentException unknownSecret) {
      return failed(HttpURLConnection.HTTP_BAD_REQUEST);
    }
    Versioned<List<CommonCredential>> updated = present.update(version, () -> List.copyOf(next));
    if (updated == null || !credentials.replace(key, present, updated)) {
      return failed(HttpURLConnection.HTTP_PRECON_FAILED);
    }
    return ok(HttpURLConnection.HTTP_NO_CONTENT, null, updated.getVersion());
  }

  /** A secret that is sent with its id and without a value keeps its value. */
  private static void keepSecrets(CommonCredential next, List<CommonCredential> present) {
    present.stream()
        .filter(
            old -> old.getType().equals(next.getType()) && old.getAuthId().equals(next.getAuthId()))
        .findFirst()
        .ifPresent(next::merge);
    next.createMissingSecretIds();
  }

  @Override
  protected Future<OperationResult<List<CommonCredential>>> processReadCredentials(
      DeviceKey key, Span span) {
    if (!devices.knows(key)) {
      return failed(HttpURLConnection.HTTP_NOT_FOUND);
    }
    Versioned<List<CommonCredential>> present =
        credentials.computeIfAbsent(key, none -> new Versioned<>(List.of()));
    List<CommonCredential> copy = new ArrayList<>();
    present.getValue().stream()
        .map(JsonObject::mapFrom)
        .map(json -> json.mapTo(CommonCredential.class))
        .forEach(copy::add);
    return ok(HttpURLConnection.HTTP_OK, copy, present.getVersion());
  }
}
