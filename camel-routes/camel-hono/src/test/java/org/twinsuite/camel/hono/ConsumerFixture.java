package org.twinsuite.camel.hono;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;

/** A route from one tenant's telemetry into a processor, with a topic and a group of its own. */
final class ConsumerFixture implements AutoCloseable {

  final TestKafka kafka;
  final String tenant = "tenant-" + UUID.randomUUID();
  final String topic = HonoChannel.telemetry.topic(tenant);
  private final List<CamelContext> contexts = new CopyOnWriteArrayList<>();

  private final List<Object> beans = new ArrayList<>();

  ConsumerFixture(TestKafka kafka) {
    this.kafka = kafka;
  }

  /** Binds a bean in the registry of contexts started later. */
  void bind(Object bean) {
    beans.add(bean);
  }

  /** Starts a route in a context of its own, as one more instance of the application. */
  HonoConsumer start(AsyncProcessor processor, String... options) throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(2);
    String uri =
        "hono:telemetry/%s?bootstrapServers=%s&groupId=%s&commitInterval=50&redeliveryDelay=50"
            .formatted(tenant, kafka.bootstrapServers(), tenant);
    String all = options.length == 0 ? uri : uri + "&" + String.join("&", options);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(all).routeId("in").process(processor);
          }
        });
    beans.forEach(bean -> context.getRegistry().bind(bean.getClass().getName(), bean));
    contexts.add(context);
    context.start();
    return (HonoConsumer) context.getRoute("in").getConsumer();
  }

  /** Exchanges that Camel counts as not ended, in all contexts. */
  int inFlightExchanges() {
    return contexts.stream()
        .mapToInt(
            context ->
                Math.max(
                    context.getInflightRepository().size(),
                    context.getInflightRepository().size("in")))
        .sum();
  }

  /** The context of the instance that was started last. */
  CamelContext last() {
    return contexts.get(contexts.size() - 1);
  }

  /** The committed position summed over all partitions, that is how many records are done. */
  long committed() throws Exception {
    return kafka.committed(tenant).values().stream().mapToLong(at -> at.offset()).sum();
  }

  void stopAll() {
    contexts.forEach(CamelContext::stop);
    contexts.clear();
  }

  @Override
  public void close() {
    stopAll();
  }

  static String text(Exchange exchange) {
    byte[] body = exchange.getIn().getBody(byte[].class);
    return body == null ? null : new String(body, StandardCharsets.UTF_8);
  }

  static String device(Exchange exchange) {
    return exchange.getIn().getHeader(HonoConstants.DEVICE_ID, String.class);
  }

  /** A processor that ends at once. */
  static AsyncProcessor sync(ThrowingConsumer action) {
    return new AsyncProcessorSupport() {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
          action.accept(exchange);
        } catch (Exception e) {
          exchange.setException(e);
        }
        callback.done(true);
        return true;
      }
    };
  }

  /** A processor whose exchanges end when the test says so. */
  static final class Held extends AsyncProcessorSupport {

    final List<Held.Open> open = new CopyOnWriteArrayList<>();
    final List<String> begun = new CopyOnWriteArrayList<>();

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      // What has begun can be finished: a test that waits for the one does the other.
      open.add(new Open(text(exchange), exchange, callback));
      begun.add(text(exchange));
      return false;
    }

    void finish(String payload) {
      take(payload).callback().done(false);
    }

    void fail(String payload) {
      Open taken = take(payload);
      taken.exchange().setException(new IllegalStateException("not now"));
      taken.callback().done(false);
    }

    private Open take(String payload) {
      Open found = open.stream().filter(o -> o.payload().equals(payload)).findFirst().orElseThrow();
      open.remove(found);
      return found;
    }

    record Open(String payload, Exchange exchange, AsyncCallback callback) {}
  }

  @FunctionalInterface
  interface ThrowingConsumer {
    void accept(Exchange exchange) throws Exception;
  }
}
