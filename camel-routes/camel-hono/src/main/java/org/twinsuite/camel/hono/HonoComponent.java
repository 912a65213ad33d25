package org.twinsuite.camel.hono;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/** Telemetry, events and commands of Eclipse Hono over Kafka or AMQP 1.0. */
@Component("hono")
public class HonoComponent extends HealthCheckComponent implements SSLContextParametersAware {

  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 4;

  @Metadata(label = "advanced", description = "Options shared by all endpoints.")
  private HonoConfiguration configuration = new HonoConfiguration();

  @Metadata(
      label = "security",
      defaultValue = "false",
      description = "Use the trust store of the Camel context, for AMQP.")
  private boolean useGlobalSslContextParameters;

  private Vertx ownVertx;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int slash = remaining.indexOf('/');
    if (slash < 1 || slash == remaining.length() - 1) {
      throw new IllegalArgumentException(
          "hono:" + remaining + " lacks a channel or a tenant: use hono:telemetry/TENANT");
    }
    HonoConfiguration options = configuration.copy();
    options.getProperties().putAll(PropertiesHelper.extractProperties(parameters, "properties."));
    if (options.getProperties().containsKey("sasl.jaas.config")) {
      throw new IllegalArgumentException(
          "properties.sasl.jaas.config would be shown in logs: use the option saslJaasConfig");
    }
    HonoEndpoint endpoint = new HonoEndpoint(uri, this, options);
    endpoint.setChannel(channel(remaining.substring(0, slash)));
    endpoint.setTenant(remaining.substring(slash + 1));
    setProperties(endpoint, parameters);
    try {
      endpoint.transport().validate(options);
      options.limits();
      options.retryPolicy(false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("hono:" + remaining + ": " + e.getMessage(), e);
    }
    if (options.getSslContextParameters() == null) {
      options.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    return endpoint;
  }

  private static HonoChannel channel(String name) {
    return Arrays.stream(HonoChannel.values())
        .filter(channel -> channel.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "hono:" + name + " is unknown: use telemetry, event or command"));
  }

  /**
   * The Vert.x that Hono's clients run on: the one in the Camel registry, or one of the component's
   * own, which ends with it.
   */
  public synchronized Vertx vertx() {
    Vertx bound = CamelContextHelper.findSingleByType(getCamelContext(), Vertx.class);
    if (bound != null) {
      return bound;
    }
    if (ownVertx == null) {
      ownVertx =
          Vertx.vertx(
              new VertxOptions()
                  .setEventLoopPoolSize(EVENT_LOOPS)
                  .setWorkerPoolSize(WORKERS)
                  .setInternalBlockingPoolSize(WORKERS)
                  .setFileSystemOptions(
                      new FileSystemOptions()
                          .setFileCachingEnabled(false)
                          .setClassPathResolvingEnabled(false)));
    }
    return ownVertx;
  }

  @Override
  protected void doShutdown() throws Exception {
    super.doShutdown();
    Vertx ended;
    synchronized (this) {
      ended = ownVertx;
      ownVertx = null;
    }
    if (ended != null) {
      ended.close();
    }
  }

  @Override
  public boolean isUseGlobalSslContextParameters() {
    return useGlobalSslContextParameters;
  }

  @Override
  public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
    this.useGlobalSslContextParameters = useGlobalSslContextParameters;
  }

  public HonoConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(HonoConfiguration configuration) {
    this.configuration = configuration;
  }
}
