package org.twinsuite.camel.ditto.component;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.twinsuite.camel.ditto.DittoConstants;

/** Connects, fails to connect and ends, in a process of its own whose logs are read. */
final class SecretsApplication {

  private SecretsApplication() {}

  /**
   * @param args URIs of a consumer, a producer and a producer that is refused; key store
   */
  public static void main(String[] args) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    camel.setSSLContextParameters(new TestKeys(Path.of(args[3])).trust());
    camel.getComponent("ditto", DittoComponent.class).setUseGlobalSslContextParameters(true);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(args[0]).routeId("changes").to("mock:changes");
            from("direct:a").to(args[1]);
            from("direct:b").to(args[2]);
          }
        });
    camel.start();
    try {
      run(camel);
    } finally {
      camel.stop();
    }
  }

  private static void run(CamelContext camel) {
    DittoEventsConsumer consumer = (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
    Patience.await().until(consumer::isConnected);
    for (String from : new String[] {"direct:a", "direct:b"}) {
      camel
          .createProducerTemplate()
          .send(
              from, exchange -> exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a"));
    }
  }
}
