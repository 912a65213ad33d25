package org.twinsuite.workbench.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A thing as the workbench lists it.
 *
 * @param revision of the twin it was read from
 * @param name what people call it; the part of the thing id behind the namespace if it has no name
 * @param equipmentClass its definition; null if it has none
 * @param parent thing it is part of; null at the top
 * @param place ISA-95 levels {@code site}, {@code area}, {@code workCenter}; never null
 * @param assetSystem maintenance system that knows it; null if none
 * @param assetNumber its number there; null if none
 * @param criticality as its twin says; null if unknown
 * @param health worst level of the thing and its parts
 * @param ownHealth level of the thing alone
 * @param healthCause thing the level comes from; null while all is good
 * @param dataProblem what is wrong with its data; null if nothing
 * @param life remaining life; null if none is forecast
 */
public record PlantThing(
    String thingId,
    long revision,
    String name,
    String equipmentClass,
    String parent,
    Map<String, String> place,
    String assetSystem,
    String assetNumber,
    String criticality,
    boolean outOfService,
    HealthLevel health,
    HealthLevel ownHealth,
    String healthCause,
    String dataProblem,
    Life life) {

  /** How well a thing is, best first; the letter stands beside every colour. */
  public enum HealthLevel {
    GOOD("G"),
    WATCH("W"),
    DEGRADED("D"),
    CRITICAL("C");

    private final String letter;

    HealthLevel(String letter) {
      this.letter = letter;
    }

    public String letter() {
      return letter;
    }

    public boolean atLeast(HealthLevel other) {
      return compareTo(other) >= 0;
    }
  }

  /**
   * Remaining life as forecast.
   *
   * @param hours median from {@code at} on
   * @param lower lower end of the interval; NaN if there is none
   * @param upper upper end of the interval; NaN if there is none
   * @param level probability of the interval
   * @param failureMode which failure; null if the model does not tell
   */
  public record Life(
      double hours, double lower, double upper, double level, String failureMode, Instant at) {

    public Instant end() {
      return after(hours);
    }

    /** Null if the interval is open at that side. */
    public Instant earliest() {
      return Double.isFinite(lower) ? after(lower) : null;
    }

    /** Null if the interval is open at that side. */
    public Instant latest() {
      return Double.isFinite(upper) ? after(upper) : null;
    }

    private Instant after(double span) {
      return at.plus(Duration.ofSeconds(Math.round(span * 3_600)));
    }
  }
}
