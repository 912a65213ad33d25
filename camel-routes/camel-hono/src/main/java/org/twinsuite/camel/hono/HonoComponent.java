package org.twinsuite.camel.hono;

import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/** Telemetry, events and commands of Eclipse Hono over Kafka or AMQP 1.0. */
@Component("hono")
public class HonoComponent extends HealthCheckComponent implements SSLContextParametersAware {

  @Metadata(label = "advanced", description = "Options shared by all endpoints.")
  private HonoConfiguration configuration = new HonoConfiguration();

  @Metadata(
      label = "security",
      defaultValue = "false",
      description = "Use the trust store of the Camel context, for AMQP.")
  private boolean useGlobalSslContextParameters;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int slash = remaining.indexOf('/');
    if (slash < 1 || slash == remaining.length() - 1) {
      throw new IllegalArgumentException(
          "hono:" + remaining + " names no channel or no tenant: use hono:telemetry/TENANT");
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
    switch (options.getTransport()) {
      case kafka -> required(remaining, options.getBootstrapServers(), "bootstrapServers");
      case amqp -> required(remaining, options.getHost(), "host");
    }
    if (options.getSslContextParameters() == null) {
      options.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    return endpoint;
  }

  private static void required(String remaining, String value, String option) {
    if (value == null) {
      throw new IllegalArgumentException(
          "hono:" + remaining + " knows no messaging network: set the option " + option);
    }
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
