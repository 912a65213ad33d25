package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A forecast written to the twin as feature {@code forecast:<name>}.
 *
 * @param name forecast name, e.g. {@code rul}
 * @param value mean; for RUL in hours
 * @param lower lower end of the interval; NaN if there is none
 * @param upper upper end of the interval; NaN if there is none
 * @param level probability that the interval holds the truth, e.g. 0.9
 * @param unit UCUM code, {@code h} for RUL
 * @param failureMode which failure is forecast; null if the model does not tell
 * @param model model name
 * @param version model version
 * @param drivers strongest first; null means none
 * @param from source time of the first sample used; null if unknown
 * @param count number of samples used; 0 if unknown
 * @param status {@code ok}, {@code healthy} or the reason why the value must not be used; null
 *     means ok
 * @param at source time of the last sample used
 */
public record Forecast(
    String thingId,
    String name,
    double value,
    double lower,
    double upper,
    double level,
    String unit,
    String failureMode,
    String model,
    String version,
    List<Driver> drivers,
    Instant from,
    int count,
    String status,
    Instant at,
    long revision)
    implements Fact {

  public static final String OK = "ok";

  /**
   * What stands before the name of a forecast in the signal that tells whether it has drifted: 1 or
   * 0. Limits over it stand in table {@code levels} under that name.
   */
  public static final String DRIFT_PREFIX = "drift:";

  /** Status of a remaining life without an end in sight: no value, but good news. */
  public static final String HEALTHY = "healthy";

  public Forecast {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(at, "at");
    drivers = drivers == null ? List.of() : List.copyOf(drivers);
    status = status == null ? OK : status;
  }

  /** Name and version of the model, {@code name@version}; null if it has no name. */
  public String modelId() {
    return model == null ? null : model + '@' + version;
  }

  /** Whether rules may judge by this forecast. */
  public boolean usable() {
    return OK.equals(status) && Double.isFinite(value) || HEALTHY.equals(status);
  }

  /** The value rules judge by: infinite where no end is in sight. */
  public double judged() {
    return HEALTHY.equals(status) ? Double.POSITIVE_INFINITY : value;
  }
}
