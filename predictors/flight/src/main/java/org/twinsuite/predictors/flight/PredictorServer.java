package org.twinsuite.predictors.flight;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.predictors.PredictorCatalog;

/** Serves a catalogue over Arrow Flight. */
public final class PredictorServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PredictorServer.class);

  private static final int LAST_BUFFERS_TRIES = 200;
  private static final int LAST_BUFFERS_MILLIS = 10;

  private final BufferAllocator allocator;
  private final PredictorProducer producer;
  private final FlightServer server;

  /**
   * How to listen.
   *
   * @param host interface, such as {@code 0.0.0.0}
   * @param port 0 = any free one
   * @param models folder of model files; null = none
   * @param token needed of each call; null = none
   * @param certificate PEM file for TLS; null = no TLS
   * @param key PEM file of its key
   * @param limits what one client may ask
   */
  public record Config(
      String host,
      int port,
      Path models,
      String token,
      File certificate,
      File key,
      ServerLimits limits) {

    /** With the default limits. */
    public Config(String host, int port, Path models, String token, File certificate, File key) {
      this(host, port, models, token, certificate, key, ServerLimits.defaults());
    }

    /** Plain, without token, on the loopback interface. */
    public static Config local(int port) {
      return new Config("localhost", port, null, null, null, null);
    }
  }

  /**
   * Starts the server.
   *
   * @throws IllegalArgumentException if others than this machine could call it without a token
   */
  public PredictorServer(PredictorCatalog catalog, Config config) throws IOException {
    allocator = new RootAllocator(config.limits().memoryBytes());
    boolean tls = config.certificate() != null;
    checkExposure(config, tls);
    Location location =
        tls
            ? Location.forGrpcTls(config.host(), config.port())
            : Location.forGrpcInsecure(config.host(), config.port());
    producer = new PredictorProducer(catalog, config.models(), config.limits(), allocator);
    FlightServer.Builder builder =
        FlightServer.builder(allocator, location, producer)
            .maxInboundMessageSize(config.limits().messageBytes());
    if (tls) {
      builder.useTls(config.certificate(), config.key());
    }
    if (config.token() != null) {
      builder.middleware(BearerToken.KEY, new BearerToken(config.token()));
    }
    server = builder.build().start();
    LOG.info("{} predictors on port {}", catalog.names().size(), server.getPort());
  }

  private static void checkExposure(Config config, boolean tls) throws IOException {
    if (InetAddress.getByName(config.host()).isLoopbackAddress()) {
      return;
    }
    if (config.token() == null || config.token().isBlank()) {
      throw new IllegalArgumentException(
          "PREDICTORS_HOST=%s can be reached from other machines: set PREDICTORS_TOKEN, or listen on 127.0.0.1"
              .formatted(config.host()));
    }
    if (!tls) {
      LOG.warn(
          "The token and all data cross the network in clear text: set PREDICTORS_TLS_CERT and"
              + " PREDICTORS_TLS_KEY, or keep {} within a trusted network",
          config.host());
    }
  }

  public int port() {
    return server.getPort();
  }

  /** Memory of batches the server holds now. */
  public long allocatedBytes() {
    return allocator.getAllocatedMemory();
  }

  /** Most memory of batches it ever held. */
  public long peakBytes() {
    return allocator.getPeakMemoryAllocation();
  }

  /** Waits until the server has been closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() throws Exception {
    server.close();
    producer.close();
    // The network's threads give the last buffers back after a call has ended.
    for (int i = 0; i < LAST_BUFFERS_TRIES && allocator.getAllocatedMemory() > 0; i++) {
      Thread.sleep(LAST_BUFFERS_MILLIS);
    }
    try {
      allocator.close();
    } catch (IllegalStateException held) {
      // A message that arrives while its call is cancelled is never given back by Arrow's server.
      LOG.warn("{} bytes of cancelled calls were not given back", allocator.getAllocatedMemory());
    }
  }
}
