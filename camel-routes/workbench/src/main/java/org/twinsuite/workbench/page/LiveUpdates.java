package org.twinsuite.workbench.page;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Server-sent events that say "something changed"; the page fetches what it shows itself. A browser
 * that does not read is left behind: an event it misses is followed by another.
 */
public final class LiveUpdates extends ServiceSupport {
  private static final String PATH = "/events";
  private static final int MOST_LISTENERS = 500;
  private static final long HEARTBEAT_MS = 15_000;

  /** Changes within this time are one event. */
  private static final long GATHERED_MS = 300;

  private final CamelContext camel;
  private final int port;
  private final Predicate<RoutingContext> allowed;
  private final Set<HttpServerResponse> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean changed;
  private Vertx vertx;
  private long heartbeat;
  private long gather;

  /**
   * @param allowed whether who asks may look at the pages
   */
  public LiveUpdates(CamelContext camel, int port, Predicate<RoutingContext> allowed) {
    this.camel = camel;
    this.port = port;
    this.allowed = allowed;
  }

  /** Tells every open page that something it may show has changed. */
  public void changed() {
    changed = true;
  }

  @Override
  protected void doStart() {
    VertxPlatformHttpRouter router =
        VertxPlatformHttpRouter.lookup(camel, VertxPlatformHttpRouter.getRouterNameFromPort(port));
    if (router == null) {
      throw new IllegalStateException("the HTTP server was not started before its events");
    }
    vertx = router.vertx();
    ((Router) router).get(PATH).handler(this::listen);
    heartbeat = vertx.setPeriodic(HEARTBEAT_MS, tick -> send(":\n\n"));
    gather =
        vertx.setPeriodic(
            GATHERED_MS,
            tick -> {
              if (changed) {
                changed = false;
                send("event: changed\ndata: {}\n\n");
              }
            });
  }

  private void listen(RoutingContext context) {
    if (!allowed.test(context)) {
      context.response().setStatusCode(401).end();
      return;
    }
    if (listeners.size() >= MOST_LISTENERS) {
      context.response().setStatusCode(503).putHeader("Retry-After", "60").end();
      return;
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("X-Accel-Buffering", "no");
    listeners.add(response);
    response.closeHandler(closed -> listeners.remove(response));
    response.exceptionHandler(failed -> listeners.remove(response));
    response.write("retry: 3000\n\n");
  }

  private void send(String event) {
    for (HttpServerResponse listener : listeners) {
      if (listener.closed() || listener.ended()) {
        listeners.remove(listener);
      } else if (!listener.writeQueueFull()) {
        listener.write(event);
      }
    }
  }

  @Override
  protected void doStop() {
    if (vertx != null) {
      vertx.cancelTimer(heartbeat);
      vertx.cancelTimer(gather);
    }
    listeners.forEach(HttpServerResponse::end);
    listeners.clear();
  }
}
