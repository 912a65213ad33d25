package org.twinsuite.pipeline.forecast;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.flight.FlightNames;
import org.twinsuite.predictors.flight.FlightPredictor;

/**
 * The predictors a plan may name: those of this process, and those of Flight servers. A name that
 * both have is taken from this process, {@code flight:<name>} from the servers.
 */
public final class Models implements AutoCloseable {
  private static final String REMOTE = "flight:";
  private final PredictorCatalog own;
  private final FlightNames servers;
  private final String token;
  private final Map<String, Predictor> remote = new ConcurrentHashMap<>();

  /**
   * @param own predictors of this process
   * @param servers closed with this; null = none
   * @param token for the servers; null = none
   */
  public Models(PredictorCatalog own, FlightNames servers, String token) {
    this.own = own;
    this.servers = servers;
    this.token = token;
  }

  /**
   * The predictor of a name.
   *
   * @throws IllegalArgumentException if nobody knows it
   * @throws FlightRuntimeException if the servers do not answer
   */
  public Predictor get(String name) {
    boolean remoteOnly = name.startsWith(REMOTE);
    if (servers == null && remoteOnly) {
      throw new IllegalArgumentException(
          "'" + name + "' needs a predictor server: set twinsuite.forecast.servers");
    }
    if (servers == null || !remoteOnly && own.find(name).isPresent()) {
      return own.get(name);
    }
    String wanted = name(name);
    try {
      return remote.computeIfAbsent(
          wanted, key -> new FlightPredictor(servers.servers(), key, token));
    } catch (FlightRuntimeException failed) {
      if (failed.status().code() == FlightStatusCode.NOT_FOUND) {
        throw new IllegalArgumentException(
            "no predictor named '" + wanted + "' in this process or at its servers", failed);
      }
      throw failed;
    }
  }

  /** What the predictor itself is called that a plan names. */
  public static String name(String planned) {
    return planned.startsWith(REMOTE) ? planned.substring(REMOTE.length()) : planned;
  }

  /** Servers may have other addresses and other versions of their models by now. */
  public void refresh() {
    remote.clear();
  }

  @Override
  public void close() {
    if (servers != null) {
      servers.close();
    }
  }
}
