package org.twinsuite.sandbox.cmms;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A simulated maintenance system: the wire contract of a real one on WireMock, its orders in
 * memory, its faults on demand. It is not the real system and says so in the header {@code
 * X-Simulated-By}. Listens on one port of localhost; {@link #stop()} and {@link #start()} keep
 * orders and port.
 */
public abstract class CmmsStandIn implements AutoCloseable {

  private final class Answers implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return respond(event.getRequest()).build();
    }

    @Override
    public String getName() {
      return "stand-in";
    }
  }

  private final FaultPlan faults = new FaultPlan();
  private final OrderBook book;
  private WireMockServer server;
  private int port;
  private String host = "localhost";
  private volatile int latencyMillis;
  private volatile int retryAfterSeconds = 1;
  private final AtomicReference<Runnable> afterNextRead = new AtomicReference<>();

  CmmsStandIn(OrderBook book) {
    this.book = book;
  }

  /**
   * Where it listens when it is started next, instead of on a free port of localhost.
   *
   * @param host the name others reach it by; other than localhost opens the port to all of them
   */
  public final synchronized void listen(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Starts listening: on any free port the first time, on the same port later. */
  public final synchronized void start() {
    server =
        new WireMockServer(
            wireMockConfig()
                .bindAddress(host.equals("localhost") ? host : "0.0.0.0")
                .port(port)
                .disableRequestJournal()
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(32)
                .extensions(new Answers()));
    server.stubFor(any(anyUrl()).willReturn(ok()));
    server.start();
    port = server.port();
  }

  /** Stops listening; orders stay. */
  public final synchronized void stop() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  @Override
  public final void close() {
    stop();
  }

  /** Where the simulated machine listens, without a path. */
  final String origin() {
    return "http://" + host + ":" + port;
  }

  /** The address a connector is configured with. */
  public abstract String url();

  /**
   * What a connector needs to reach it: {@code dialect}, address, credentials, by the dialect's
   * option names.
   */
  public abstract Map<String, String> configuration();

  /** The words this system uses for a planner's steps. */
  public abstract Planner.Terms terms();

  /** The orders, for reading and for the planner. */
  public final OrderBook book() {
    return book;
  }

  /** All orders, oldest first. */
  public final List<CmmsOrder> orders() {
    return book.all();
  }

  /**
   * The next {@code times} requests that this fault can happen to fail this way. After-commit
   * faults and stale rows happen to writes only. Faults are used up in the order they were ordered.
   */
  public final void failNext(int times, FaultKind kind) {
    faults.order(times, kind);
  }

  /** Every answer takes this much longer. */
  public final void latencyMillis(int millis) {
    latencyMillis = millis;
  }

  /** The pause asked for with {@link FaultKind#TOO_MANY_REQUESTS}. */
  public final void retryAfterSeconds(int seconds) {
    retryAfterSeconds = seconds;
  }

  /** What somebody else does between the next reading request and the request after it. */
  final void afterNextRead(Runnable then) {
    afterNextRead.set(then);
  }

  private ResponseDefinitionBuilder respond(Request request) {
    boolean write = !request.getMethod().equals(RequestMethod.GET) && !isRead(request);
    FaultKind fault = faults.take(kind -> canHappen(kind, request, write));
    ResponseDefinitionBuilder answer = respond(request, fault);
    Runnable then = write ? null : afterNextRead.getAndSet(null);
    if (then != null) {
      then.run();
    }
    answer.withHeader("X-Simulated-By", "Twinsuite sandbox");
    return fault == null && latencyMillis > 0 ? answer.withFixedDelay(latencyMillis) : answer;
  }

  private boolean canHappen(FaultKind kind, Request request, boolean write) {
    return kind.playedBySystem() ? canPlay(kind, request) : write || !kind.afterCommit();
  }

  private ResponseDefinitionBuilder respond(Request request, FaultKind fault) {
    if (fault == null || fault.playedBySystem()) {
      try {
        return answer(request, fault);
      } catch (NoSuchElementException unknown) {
        return refuse(404, "there is no such order");
      }
    }
    return switch (fault) {
      case SERVER_ERROR -> refuse(500, "internal error, simulated");
      case TOO_MANY_REQUESTS ->
          refuse(429, "too many requests, simulated")
              .withHeader("Retry-After", Integer.toString(retryAfterSeconds));
      case CONNECTION_RESET -> reset();
      case SLOW -> answer(request, null).withFixedDelay(150);
      case TIMEOUT_AFTER_COMMIT -> answer(request, null).withFixedDelay(20_000);
      case RESET_AFTER_COMMIT -> {
        answer(request, null);
        yield reset();
      }
      case BAD_GATEWAY_AFTER_COMMIT -> {
        answer(request, null);
        yield new ResponseDefinitionBuilder().withStatus(502).withBody("<html>Bad Gateway</html>");
      }
      default -> throw new IllegalStateException(fault + " is played by the system");
    };
  }

  private static ResponseDefinitionBuilder reset() {
    return new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER);
  }

  /** Answers a request by the system's contract, playing {@code fault} if not null. */
  abstract ResponseDefinitionBuilder answer(Request request, FaultKind fault);

  /** An error answer in the system's format. */
  abstract ResponseDefinitionBuilder refuse(int status, String message);

  /** Whether this request is one the fault, which the system's own code plays, can happen to. */
  abstract boolean canPlay(FaultKind kind, Request request);

  /** Whether a request that is not a GET only reads. */
  boolean isRead(Request request) {
    return false;
  }

  static ResponseDefinitionBuilder json(int status, Object body) {
    return new ResponseDefinitionBuilder()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body.toString());
  }
}
