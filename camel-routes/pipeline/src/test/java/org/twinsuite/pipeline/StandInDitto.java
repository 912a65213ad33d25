package org.twinsuite.pipeline;

import java.util.Map;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** Answers the commands to twins as a test wants. */
public final class StandInDitto extends DefaultComponent {
  private final Function<Exchange, Exception> answers;
  private final boolean later;

  private StandInDitto(Function<Exchange, Exception> answers, boolean later) {
    this.answers = answers;
    this.later = later;
    // the real component's options are not this one's
    setAutowiredEnabled(false);
  }

  /**
   * Takes the place of the {@code ditto:} component.
   *
   * @param answers what goes wrong with a command; {@code null} when it succeeds
   */
  public static void in(CamelContext camel, Function<Exchange, Exception> answers) {
    camel.addComponent("ditto", new StandInDitto(answers, false));
  }

  /** As {@link #in}, with each answer given on a thread of its own. */
  public static void answeringLater(CamelContext camel, Function<Exchange, Exception> answers) {
    camel.addComponent("ditto", new StandInDitto(answers, true));
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    parameters.clear();
    return new DefaultEndpoint(uri, this) {
      @Override
      public Producer createProducer() {
        return new DefaultAsyncProducer(this) {
          @Override
          public boolean process(Exchange exchange, AsyncCallback callback) {
            if (later) {
              new Thread(() -> answer(exchange, callback)).start();
              return false;
            }
            exchange.setException(answers.apply(exchange));
            callback.done(true);
            return true;
          }
        };
      }

      private void answer(Exchange exchange, AsyncCallback callback) {
        exchange.setException(answers.apply(exchange));
        callback.done(false);
      }

      @Override
      public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
