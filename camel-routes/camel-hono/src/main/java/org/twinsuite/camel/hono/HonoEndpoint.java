package org.twinsuite.camel.hono;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Consume telemetry and events of devices connected to Eclipse Hono and send them commands. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "hono",
    title = "Eclipse Hono",
    syntax = "hono:channel/tenant",
    category = {Category.IOT, Category.MESSAGING},
    headersClass = HonoConstants.class)
public class HonoEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

  @UriPath(description = "What goes through the endpoint.")
  @Metadata(required = true)
  private HonoChannel channel;

  @UriPath(description = "Hono's tenant.")
  @Metadata(required = true)
  private String tenant;

  @UriParam private HonoConfiguration configuration;

  public HonoEndpoint(String uri, HonoComponent component, HonoConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    if (channel != HonoChannel.command) {
      throw new IllegalArgumentException(
          "hono:" + channel + " has no producer: use hono:command/TENANT");
    }
    return new HonoProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (channel == HonoChannel.command) {
      throw new IllegalArgumentException(
          "hono:command has no consumer: use hono:telemetry or hono:event");
    }
    HonoConsumer consumer = new HonoConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public HonoComponent getComponent() {
    return (HonoComponent) super.getComponent();
  }

  @Override
  public String getServiceUrl() {
    return transport().serviceUrl(configuration);
  }

  @Override
  public String getServiceProtocol() {
    return configuration.getTransport().name();
  }

  /**
   * The messaging network of this endpoint.
   *
   * @throws IllegalArgumentException when its jar is not on the class path
   */
  HonoTransportProvider transport() {
    return Transports.of(configuration.getTransport());
  }

  public HonoChannel getChannel() {
    return channel;
  }

  public void setChannel(HonoChannel channel) {
    this.channel = channel;
  }

  public String getTenant() {
    return tenant;
  }

  public void setTenant(String tenant) {
    this.tenant = tenant;
  }

  public HonoConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(HonoConfiguration configuration) {
    this.configuration = configuration;
  }
}
