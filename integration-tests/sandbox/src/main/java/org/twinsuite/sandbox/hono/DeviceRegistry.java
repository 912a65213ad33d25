package org.twinsuite.sandbox.hono;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.hono.config.ServiceConfigProperties;
import org.eclipse.hono.service.auth.SpringBasedHonoPasswordEncoder;
import org.eclipse.hono.service.http.AbstractHttpEndpoint;
import org.eclipse.hono.service.http.DefaultFailureHandler;
import org.eclipse.hono.service.management.credentials.DelegatingCredentialsManagementHttpEndpoint;
import org.eclipse.hono.service.management.device.DelegatingDeviceManagementHttpEndpoint;
import org.eclipse.hono.service.management.tenant.DelegatingTenantManagementHttpEndpoint;

/**
 * Hono's device registry in memory: Hono's own management endpoints, models, checks and password
 * encoder over maps instead of MongoDB or JDBC.
 */
public final class DeviceRegistry implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final CredentialsInMemory credentials;

  /** Starts on a free loopback port. */
  public DeviceRegistry() throws Exception {
    ServiceConfigProperties config = new ServiceConfigProperties();
    TenantsInMemory tenants = new TenantsInMemory(vertx);
    DevicesInMemory devices = new DevicesInMemory(vertx);
    devices.setTenantInformationService(tenants.information());
    credentials = new CredentialsInMemory(vertx, new SpringBasedHonoPasswordEncoder(), devices);
    credentials.setTenantInformationService(tenants.information());
    Router router = Router.router(vertx);
    router.route().failureHandler(new DefaultFailureHandler());
    serve(new DelegatingTenantManagementHttpEndpoint<>(vertx, tenants), config, router);
    serve(new DelegatingDeviceManagementHttpEndpoint<>(vertx, devices), config, router);
    serve(new DelegatingCredentialsManagementHttpEndpoint<>(vertx, credentials), config, router);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  private static void serve(
      AbstractHttpEndpoint<ServiceConfigProperties> endpoint,
      ServiceConfigProperties config,
      Router router) {
    endpoint.setConfiguration(config);
    endpoint.addRoutes(router);
  }

  /** Where the registry listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Whether a device could log in with this password. */
  public boolean accepts(String tenant, String authId, String password) {
    return credentials.accepts(tenant, authId, password);
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
