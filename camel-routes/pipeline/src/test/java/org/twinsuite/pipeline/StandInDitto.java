package org.twinsuite.pipeline;

import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Answers the commands to twins as a test wants. */
public final class StandInDitto extends DefaultComponent {
  private final Function<Exchange, Exception> answers;

  private StandInDitto(Function<Exchange, Exception> answers) {
    this.answers = answers;
  }

  /**
   * Takes the place of the {@code ditto:} component.
   *
   * @param answers what goes wrong with a command; {@code null} when it succeeds
   */
  public static void in(CamelContext camel, Function<Exchange, Exception> answers) {
    camel.addComponent("ditto", new StandInDitto(answers));
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new DefaultEndpoint(uri, this) {
      @Override
      public Producer createProducer() {
        return new DefaultProducer(this) {
          @Override
          public void process(Exchange exchange) {
            exchange.setException(answers.apply(exchange));
          }
        };
      }

      @Override
      public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
