package org.twinsuite.sandbox.plant;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * One simulated motor-pump set: an electric motor and a centrifugal pump, protected by a trip on
 * high vibration.
 *
 * <ul>
 *   <li>Load follows the day (0.84 to 0.96 of rated) with a slow random part.
 *   <li>Hydraulics follow a falling pump curve: the less flow, the more pressure.
 *   <li>Vibration sources are independent, so their powers add: {@code v² = v0² + Σ vi²}. At full
 *       damage the sum is 7.1 mm/s, the C/D zone boundary of ISO 20816-3 for flexibly mounted sets
 *       of 15 to 300 kW, where the trip is set.
 *   <li>Bearing temperature follows ambient, copper loss (current squared) and friction with a lag
 *       of about two hours.
 *   <li>About one tick in 300 catches a transient (valve, start of a neighbour): vibration up to
 *       twice for that one sample.
 * </ul>
 */
final class MotorPump {

  /** Trip limit, mm/s RMS. */
  static final double TRIP = 7.1;

  private static final double TRANSIENT = 1.0 / 300;

  private final Machine machine;
  private final Random random;
  private final double ratedFlow;
  private final double ratedPressure;
  private final double ratedCurrent;
  private final double baseVibration;
  private final PumpFault kind;
  private final Fault fault;
  private double drift;
  private double temperature;
  private Instant repaired;

  /**
   * @param kind and fault null for a healthy machine
   */
  MotorPump(Machine machine, Random random, PumpFault kind, Fault fault) {
    this.machine = machine;
    this.random = random;
    this.kind = kind;
    this.fault = fault;
    ratedFlow = 80 + 80 * random.nextDouble();
    ratedPressure = 4 + 4 * random.nextDouble();
    ratedCurrent = 30 + 30 * random.nextDouble();
    baseVibration = 1.0 + 0.7 * random.nextDouble();
    temperature = 42 + 4 * random.nextDouble();
  }

  Machine machine() {
    return machine;
  }

  Fault fault() {
    return fault;
  }

  /** Whether the fault is there at this time and not yet repaired. */
  boolean faulty(Instant at) {
    return fault != null && repaired == null && !at.isBefore(fault.onset());
  }

  void repair(Instant at) {
    repaired = at;
  }

  Sample sample(Instant at) {
    // Drawn in the same number and order on every tick, so that a repair changes only its effect.
    double[] noise = new double[6];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextGaussian();
    }
    double luck = random.nextDouble();
    double damage = faulty(at) ? kind.damage(elapsed(at)) : 0;
    boolean tripped = faulty(at) && !fault.instrument() && !at.isBefore(fault.failure());
    return new Sample(
        machine.thingId(), at, tripped ? standstill(at, noise) : running(at, noise, luck, damage));
  }

  private Map<String, Reading> running(Instant at, double[] noise, double luck, double damage) {
    final double bearing = damage(PumpFault.BEARING_WEAR, damage);
    final double impeller = damage(PumpFault.IMPELLER_WEAR, damage);
    final double cavitation = damage(PumpFault.CAVITATION, damage);
    drift = 0.8 * drift + 0.012 * noise[0];
    double hour = at.atOffset(ZoneOffset.UTC).getHour();
    double day = Math.sin(2 * Math.PI * (hour - 9) / 24);
    double load = Math.max(0.7, Math.min(1.05, 0.9 + 0.06 * day + drift));
    double flutter = 0.05 * cavitation * noise[1];
    double flow = load * (1 - 0.18 * impeller) * (1 - 0.08 * cavitation + flutter);
    double pressure =
        (1.25 - 0.25 * flow * flow)
            * (1 - 0.22 * impeller)
            * (1 - 0.15 * cavitation + flutter)
            * (1 + 0.005 * noise[2]);
    double current =
        (0.35 + 0.65 * load) * (1 + 0.05 * bearing - 0.06 * impeller) * (1 + 0.007 * noise[3]);
    double ambient = 20 + 5 * day;
    temperature +=
        0.5 * (ambient + 28 * current * current + 22 * bearing - temperature) + 0.15 * noise[4];
    double quiet = baseVibration * (0.85 + 0.15 * load);
    double added = damage * Math.sqrt(TRIP * TRIP - baseVibration * baseVibration);
    double shaken = kind != null && !kind.instrument() ? added : 0;
    double scatter = 0.03 + 0.05 * cavitation;
    double vibration = Math.sqrt(quiet * quiet + shaken * shaken) * Math.exp(scatter * noise[5]);
    if (luck < TRANSIENT) {
      vibration *= 1.5 + 0.5 * luck / TRANSIENT;
    }
    if (kind == PumpFault.SENSOR_DRIFT) {
      pressure *= 1 + 0.25 * damage;
    }
    Map<String, Reading> points = new LinkedHashMap<>();
    boolean lost = kind == PumpFault.SENSOR_LOSS && faulty(at) && luck < 0.3 + damage;
    if (!lost) {
      points.put("vibration", reading(vibration, "mm/s"));
    }
    points.put("temperature", reading(temperature, "Cel"));
    points.put("flow", reading(ratedFlow * flow, "m3/h"));
    points.put("pressure", reading(ratedPressure * pressure, "bar"));
    points.put("current", reading(ratedCurrent * current, "A"));
    return points;
  }

  /** Tripped: the control system still reports, the machine stands and cools down. */
  private Map<String, Reading> standstill(Instant at, double[] noise) {
    temperature += 0.5 * (20 - temperature) + 0.15 * noise[4];
    Map<String, Reading> points = new LinkedHashMap<>();
    points.put("vibration", reading(0.1 * Math.exp(0.03 * noise[5]), "mm/s"));
    points.put("temperature", reading(temperature, "Cel"));
    points.put("flow", reading(0, "m3/h"));
    points.put("pressure", reading(0.3 * ratedPressure, "bar"));
    points.put("current", reading(0, "A"));
    return points;
  }

  private double elapsed(Instant at) {
    double whole = Duration.between(fault.onset(), fault.failure()).toMillis();
    return Duration.between(fault.onset(), at).toMillis() / whole;
  }

  private double damage(PumpFault of, double damage) {
    return kind == of ? damage : 0;
  }

  private static Reading reading(double value, String unit) {
    return new Reading(Math.round(value * 1000) / 1000.0, unit);
  }
}
