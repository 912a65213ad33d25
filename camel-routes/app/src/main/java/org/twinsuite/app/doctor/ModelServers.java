package org.twinsuite.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.flight.FlightPredictor;
import org.twinsuite.predictors.flight.FlightRetries;
import org.twinsuite.predictors.flight.FlightServers;

/** Flight servers of models: each is asked for itself, without a second try. */
final class ModelServers {
  private static final String AREA = "servers";
  private static final FlightRetries ONCE = new FlightRetries(1, Duration.ZERO, Duration.ZERO);
  private final List<String> locations;
  private final String trusted;
  private final String token;

  ModelServers(AppConfig config) {
    this.locations = config.get(ForecastOptions.FORECAST_SERVERS);
    this.trusted = config.get(ForecastOptions.FORECAST_SERVERS_CA);
    this.token = config.get(ForecastOptions.FORECAST_SERVERS_TOKEN);
  }

  /** Whether there are any. */
  boolean named() {
    return !locations.isEmpty();
  }

  /** What they list, by name; a server that fails lists nothing, and the finding says why. */
  Map<String, Predictor> ask(Consumer<Finding> findings) throws Exception {
    Map<String, Map<String, Predictor>> listed = new LinkedHashMap<>();
    if (named()) {
      try (BufferAllocator memory = new RootAllocator()) {
        for (String location : locations) {
          ask(location, memory, listed, findings);
        }
      }
      compare(listed, findings);
    }
    Map<String, Predictor> all = new TreeMap<>();
    listed.values().forEach(all::putAll);
    return all;
  }

  private void ask(
      String location,
      BufferAllocator memory,
      Map<String, Map<String, Predictor>> listed,
      Consumer<Finding> findings)
      throws Exception {
    Path certificates = trusted.isEmpty() ? null : Path.of(trusted);
    try (FlightServers server =
        FlightServers.connect(List.of(location), certificates, ONCE, memory)) {
      Map<String, Predictor> models = new TreeMap<>();
      for (Predictor model : FlightPredictor.listed(server, token.isEmpty() ? null : token)) {
        models.put(model.name(), model);
      }
      listed.put(location, models);
      findings.accept(
          models.isEmpty()
              ? Finding.failed(
                  AREA, location, "lists no model", "give it model files, or correct its start")
              : Finding.ok(AREA, location, "lists " + String.join(", ", models.keySet())));
    } catch (FlightRuntimeException refused) {
      findings.accept(refused(location, refused));
    } catch (IOException | IllegalArgumentException unreadable) {
      findings.accept(untrusted(location, "the certificates to trust cannot be read"));
    }
  }

  private Finding refused(String location, FlightRuntimeException refused) {
    return switch (refused.status().code()) {
      case UNAUTHENTICATED, UNAUTHORIZED ->
          Finding.failed(
              AREA,
              location,
              token.isEmpty() ? "wants a token" : "does not accept the token",
              "correct twinsuite.forecast.servers-token");
      case UNAVAILABLE ->
          isTls(refused)
              ? untrusted(location, "its certificate is not trusted")
              : Finding.failed(
                  AREA,
                  location,
                  "does not answer",
                  "start it, open the way to it, or correct twinsuite.forecast.servers"
                      + " (grpc+tls:// if it wants TLS)");
      default ->
          Finding.failed(
              AREA,
              location,
              "answers " + refused.status().code() + ": " + refused.status().description(),
              "look into its log, and whether it is a predictor server");
    };
  }

  private Finding untrusted(String location, String seen) {
    return Finding.failed(
        AREA,
        location,
        seen,
        "correct twinsuite.forecast.servers-ca, or let the certificate be for the host's name"
            + (trusted.isEmpty() ? "" : " (now " + trusted + ")"));
  }

  private static boolean isTls(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  /** Calls are spread over the servers, so each must have all. */
  private static void compare(
      Map<String, Map<String, Predictor>> listed, Consumer<Finding> findings) {
    Map<String, String> first = null;
    String at = null;
    for (Map.Entry<String, Map<String, Predictor>> server : listed.entrySet()) {
      Map<String, String> versions = new TreeMap<>();
      server.getValue().forEach((name, model) -> versions.put(name, model.version()));
      if (first != null && !first.equals(versions)) {
        findings.accept(
            Finding.failed(
                AREA,
                server.getKey(),
                "has other models or versions than " + at,
                "give all servers the same model files"));
      }
      first = first == null ? versions : first;
      at = at == null ? server.getKey() : at;
    }
  }
}
