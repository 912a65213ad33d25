package org.twinsuite.sandbox.plant;

/** The failure modes of a simulated motor-pump set. */
public enum PumpFault {
  /** Rolling bearing wears: vibration, then heat and current; accelerates strongly. */
  BEARING_WEAR("bearing-wear", false, 3.0, 8, 16),
  /** Impeller erodes unevenly: head and flow sink, the imbalance shakes the shaft. */
  IMPELLER_WEAR("impeller-wear", false, 1.5, 10, 18),
  /** Suction strainer clogs: pressure and flow sink and flutter, broad-band vibration rises. */
  CAVITATION("cavitation", false, 2.0, 6, 10),
  /** Pressure transmitter drifts upward; the machine is sound. */
  SENSOR_DRIFT("sensor-drift", true, 0.0, 8, 14),
  /** Vibration sensor drops out, first now and then, soon for good; the machine is sound. */
  SENSOR_LOSS("sensor-loss", true, 0.0, 1, 1);

  private final String mode;
  private final boolean instrument;
  private final double acceleration;
  private final int shortest;
  private final int longest;

  PumpFault(String mode, boolean instrument, double acceleration, int shortest, int longest) {
    this.mode = mode;
    this.instrument = instrument;
    this.acceleration = acceleration;
    this.shortest = shortest;
    this.longest = longest;
  }

  /** Name in twins and orders. */
  public String mode() {
    return mode;
  }

  /** Whether only a sensor is at fault. */
  public boolean instrument() {
    return instrument;
  }

  /** Fewest days from onset to failure. */
  int shortest() {
    return shortest;
  }

  /** Most days from onset to failure. */
  int longest() {
    return longest;
  }

  /**
   * Damage after a part of the time from onset to failure: 0 at the onset, 1 at the failure,
   * exponential in between (damage speeds up damage).
   */
  double damage(double elapsed) {
    double part = Math.max(0, Math.min(1, elapsed));
    return acceleration == 0 ? part : Math.expm1(acceleration * part) / Math.expm1(acceleration);
  }
}
