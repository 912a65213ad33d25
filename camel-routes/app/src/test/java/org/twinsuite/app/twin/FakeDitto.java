package org.twinsuite.app.twin;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;

/** As component {@code ditto}: takes what is written, or refuses it with a status. */
public final class FakeDitto extends DefaultComponent {
  /** Things that were written. */
  public final Set<String> written = ConcurrentHashMap.newKeySet();

  /** Status by thing. */
  public final Map<String, Integer> refused = new ConcurrentHashMap<>();

  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
    return new DefaultEndpoint(uri, this) {
      @Override
      public Producer createProducer() {
        return new DefaultProducer(this) {
          @Override
          public void process(Exchange exchange) {
            take(exchange);
          }
        };
      }

      @Override
      public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private void take(Exchange exchange) {
    String thing = exchange.getMessage().getHeader(DittoConstants.THING_ID, String.class);
    if (refused.containsKey(thing)) {
      exchange.setException(new DittoCommandException(refused.get(thing), "refused", "not so"));
    } else {
      written.add(thing);
    }
  }
}
