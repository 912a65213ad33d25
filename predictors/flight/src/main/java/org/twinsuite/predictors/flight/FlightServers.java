package org.twinsuite.predictors.flight;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Several servers of the same predictors. A call goes to the one with the least to do; a server
 * that fails rests for a while, and the call is repeated on another.
 */
public final class FlightServers implements AutoCloseable {

  private final List<Server> servers;
  private final FlightRetries retries;
  private int turn;

  /** One server, as this client sees it. */
  private static final class Server {
    private final FlightClient client;
    private int calls;
    private int failures;
    private long restsUntil = System.nanoTime();

    Server(FlightClient client) {
      this.client = client;
    }
  }

  /**
   * @param clients at least one; closed with this
   */
  public FlightServers(List<FlightClient> clients, FlightRetries retries) {
    if (clients.isEmpty()) {
      throw new IllegalArgumentException("name at least one server");
    }
    this.servers = clients.stream().map(Server::new).toList();
    this.retries = retries;
  }

  /**
   * Connects.
   *
   * @param locations such as {@code grpc+tcp://host:8815} or, with TLS, {@code
   *     grpc+tls://host:8815}
   * @param trusted PEM file of the certificates to trust; null = those of the JVM
   */
  public static FlightServers connect(
      List<String> locations, Path trusted, FlightRetries retries, BufferAllocator allocator)
      throws IOException {
    byte[] certificates = trusted == null ? null : Files.readAllBytes(trusted);
    List<FlightClient> clients = new ArrayList<>();
    for (String location : locations) {
      clients.add(client(location, URI.create(location).getHost(), certificates, allocator));
    }
    return new FlightServers(clients, retries);
  }

  /**
   * @param name what a certificate must be for
   * @param trusted PEM; null = those of the JVM
   */
  static FlightClient client(
      String location, String name, byte[] trusted, BufferAllocator allocator) {
    FlightClient.Builder builder =
        FlightClient.builder(allocator, new Location(URI.create(location)));
    if (location.startsWith("grpc+tls")) {
      builder.overrideHostname(name);
      if (trusted != null) {
        builder.trustedCertificates(new ByteArrayInputStream(trusted));
      }
    }
    return builder.build();
  }

  /** Number of servers, those at rest included. */
  public int size() {
    return servers.size();
  }

  /** One call on one server. */
  interface Call<T> {
    T on(FlightClient client);
  }

  /**
   * Calls until it succeeds, fails for good, or attempts or time are used up.
   *
   * @param deadline null = none
   * @throws FlightRuntimeException the last failure
   */
  <T> T call(Instant deadline, Call<T> call) {
    for (int attempt = 1; ; attempt++) {
      Server server = take(deadline);
      boolean failed = false;
      try {
        return call.on(server.client);
      } catch (FlightRuntimeException e) {
        failed = retries.passing(e.status().code());
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (!failed || interrupted || attempt >= retries.attempts()) {
          throw e;
        }
      } finally {
        giveBack(server, failed);
      }
    }
  }

  /** The server with the fewest calls that is not at rest; waits if all are. */
  private synchronized Server take(Instant deadline) {
    while (true) {
      long now = System.nanoTime();
      Server best = null;
      long wait = Long.MAX_VALUE;
      turn++;
      for (int i = 0; i < servers.size(); i++) {
        Server server = servers.get(Math.floorMod(turn + i, servers.size()));
        long rest = server.restsUntil - now;
        if (rest > 0) {
          wait = Math.min(wait, rest);
        } else if (best == null || server.calls < best.calls) {
          best = server;
        }
      }
      if (best != null) {
        best.calls++;
        return best;
      }
      await(wait, deadline);
    }
  }

  private void await(long nanos, Instant deadline) {
    if (deadline != null && Instant.now().plusNanos(nanos).isAfter(deadline)) {
      throw CallStatus.TIMED_OUT
          .withDescription("no server answered before the deadline")
          .toRuntimeException();
    }
    try {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallStatus.CANCELLED.withDescription("interrupted").withCause(e).toRuntimeException();
    }
  }

  private synchronized void giveBack(Server server, boolean failed) {
    server.calls--;
    server.failures = failed ? server.failures + 1 : 0;
    if (failed) {
      server.restsUntil = System.nanoTime() + retries.rest(server.failures);
    }
    notifyAll();
  }

  /** Time left for a call; at least a moment, so that the server itself can say it is late. */
  static Duration left(Instant deadline, Duration least) {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.compareTo(least) < 0 ? least : left;
  }

  @Override
  public void close() throws Exception {
    for (Server server : servers) {
      server.client.close();
    }
  }
}
