package org.twinsuite.camel.ditto.component;

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
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoResource;

/**
 * Consume twin changes, live messages and policy announcements of Eclipse Ditto and send commands
 * to its things.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "ditto",
    title = "Eclipse Ditto",
    syntax = "ditto:resource",
    category = {Category.IOT},
    headersClass = DittoConstants.class)
public class DittoEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

  @UriPath(description = "What the endpoint is about.")
  @Metadata(required = true)
  private DittoResource resource;

  @UriParam private DittoConfiguration configuration;

  public DittoEndpoint(String uri, DittoComponent component, DittoConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    if (resource != DittoResource.things) {
      throw new IllegalArgumentException(
          "ditto:" + resource + " has no producer: use ditto:things");
    }
    return new DittoProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    Consumer consumer =
        switch (resource) {
          case events -> new DittoEventsConsumer(this, processor);
          case messages, announcements -> new DittoSignalsConsumer(this, processor);
          case things ->
              throw new IllegalArgumentException(
                  "ditto:things has no consumer: use ditto:events, messages or announcements");
        };
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public DittoComponent getComponent() {
    return (DittoComponent) super.getComponent();
  }

  @Override
  public String getServiceUrl() {
    return configuration.getUrl();
  }

  @Override
  public String getServiceProtocol() {
    return "ditto";
  }

  public DittoResource getResource() {
    return resource;
  }

  public void setResource(DittoResource resource) {
    this.resource = resource;
  }

  public DittoConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(DittoConfiguration configuration) {
    this.configuration = configuration;
  }
}
