package org.twinsuite.camel.hono;

import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/** Telemetry, events and commands of Eclipse Hono over Kafka. */
@Component("hono")
public class HonoComponent extends HealthCheckComponent {

  @Metadata(label = "advanced", description = "Options shared by all endpoints.")
  private HonoConfiguration configuration = new HonoConfiguration();

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
    HonoEndpoint endpoint = new HonoEndpoint(uri, this, options);
    endpoint.setChannel(channel(remaining.substring(0, slash)));
    endpoint.setTenant(remaining.substring(slash + 1));
    setProperties(endpoint, parameters);
    if (options.getBootstrapServers() == null) {
      throw new IllegalArgumentException(
          "hono:"
              + remaining
              + " has no brokers: set the option bootstrapServers or camel.component.hono.bootstrap-servers");
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

  public HonoConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(HonoConfiguration configuration) {
    this.configuration = configuration;
  }
}
