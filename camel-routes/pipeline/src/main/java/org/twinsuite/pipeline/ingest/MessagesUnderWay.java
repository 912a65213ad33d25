package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.connectors.scada.TwinUpdate;
import org.twinsuite.pipeline.observe.ProgressMonitor;

/**
 * Which messages are being taken, and since when. A message that failed and will come again is
 * under way in between, too, or one that never succeeds would look young for ever.
 */
final class MessagesUnderWay {
  /**
   * Longer than the longest pause between two deliveries: then it comes no more to this process.
   */
  private static final long GONE = Duration.ofMinutes(5).toNanos();

  private static final int MOST = 10_000;

  /**
   * A message.
   *
   * @param key where it comes from, if it may come again
   * @param failures how often it failed before in this process
   */
  record Message(Object key, long sinceNanos, int failures) {}

  private record Failed(long sinceNanos, long lastNanos, int count) {}

  private final ConcurrentMap<Message, Boolean> inHand = new ConcurrentHashMap<>();
  private final ConcurrentMap<Object, Failed> failed = new ConcurrentHashMap<>();

  Message begin(Exchange exchange) {
    Object key = key(exchange);
    Failed before = key == null ? null : failed.get(key);
    Message message =
        new Message(
            key == null ? new Object() : key,
            before == null ? System.nanoTime() : before.sinceNanos(),
            before == null ? 0 : before.count());
    inHand.put(message, true);
    return message;
  }

  private static Object key(Exchange exchange) {
    Map<String, Object> headers = exchange.getMessage().getHeaders();
    Object offset = headers.get(HonoConstants.OFFSET);
    if (exchange.getMessage().getBody() instanceof TwinUpdate update) {
      // It is repeated as the object it is.
      return update.thing() + '#' + System.identityHashCode(update);
    }
    return offset == null
        ? null
        : headers.get(HonoConstants.TOPIC)
            + "/"
            + headers.get(HonoConstants.PARTITION)
            + "/"
            + offset;
  }

  void end(Message message, boolean done) {
    inHand.remove(message);
    if (done) {
      failed.remove(message.key());
    } else if (message.key() instanceof String && failed.size() < MOST) {
      failed.put(
          message.key(),
          new Failed(message.sinceNanos(), System.nanoTime(), message.failures() + 1));
    }
  }

  ProgressMonitor.Progress progress() {
    long now = System.nanoTime();
    failed.values().removeIf(message -> now - message.lastNanos() > GONE);
    OptionalLong oldest =
        LongStream.concat(
                inHand.keySet().stream().mapToLong(Message::sinceNanos),
                failed.values().stream().mapToLong(Failed::sinceNanos))
            .min();
    return new ProgressMonitor.Progress(oldest, null);
  }
}
