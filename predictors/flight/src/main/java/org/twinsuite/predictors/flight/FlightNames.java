package org.twinsuite.predictors.flight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Servers behind names: each address a name has is a server of its own, so that calls are spread
 * over all instances of a scaled service. Addresses come and go; they are looked up anew by {@link
 * #servers}.
 */
public final class FlightNames implements AutoCloseable {
  private final List<String> locations;
  private final byte[] trusted;
  private final FlightRetries retries;
  private final BufferAllocator allocator;
  private final Resolver resolver;
  private Map<String, String> known = Map.of();
  private FlightServers servers;

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  /**
   * @param locations at least one, such as {@code grpc+tcp://host:8815} or, with TLS, {@code
   *     grpc+tls://host:8815}; all offer the same predictors
   * @param trusted PEM file of the certificates to trust; null = those of the JVM
   */
  public FlightNames(
      List<String> locations, Path trusted, FlightRetries retries, BufferAllocator allocator)
      throws IOException {
    this(locations, trusted, retries, allocator, InetAddress::getAllByName);
  }

  FlightNames(
      List<String> locations,
      Path trusted,
      FlightRetries retries,
      BufferAllocator allocator,
      Resolver resolver)
      throws IOException {
    if (locations.isEmpty()) {
      throw new IllegalArgumentException("name at least one server");
    }
    this.locations = List.copyOf(locations);
    this.trusted = trusted == null ? null : Files.readAllBytes(trusted);
    this.retries = retries;
    this.allocator = allocator;
    this.resolver = resolver;
  }

  /**
   * The servers as they are now. Those handed out before are closed when addresses have changed, so
   * ask while no call is under way.
   */
  public synchronized FlightServers servers() {
    Map<String, String> found = resolve();
    if (servers == null || !found.equals(known)) {
      List<FlightClient> clients = new ArrayList<>();
      found.forEach(
          (location, name) ->
              clients.add(FlightServers.client(location, name, trusted, allocator)));
      closeServers();
      servers = new FlightServers(clients, retries);
      known = found;
    }
    return servers;
  }

  /** Location by address to the name it was found under; a name unknown now keeps what it had. */
  private Map<String, String> resolve() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String location : locations) {
      URI uri = URI.create(location);
      try {
        TreeSet<String> sorted = new TreeSet<>();
        for (InetAddress address : resolver.addresses(uri.getHost())) {
          sorted.add(address.getHostAddress());
        }
        for (String address : sorted) {
          String host = address.contains(":") ? '[' + address + ']' : address;
          found.put(uri.getScheme() + "://" + host + ':' + uri.getPort(), uri.getHost());
        }
      } catch (UnknownHostException gone) {
        known.forEach(
            (address, name) -> {
              if (name.equals(uri.getHost())) {
                found.put(address, name);
              }
            });
        if (!found.containsValue(uri.getHost())) {
          found.put(location, uri.getHost());
        }
      }
    }
    return found;
  }

  private void closeServers() {
    if (servers == null) {
      return;
    }
    try {
      servers.close();
    } catch (Exception closing) {
      throw new IllegalStateException("connections to predictor servers cannot be closed", closing);
    }
  }

  @Override
  public synchronized void close() {
    closeServers();
    servers = null;
  }
}
