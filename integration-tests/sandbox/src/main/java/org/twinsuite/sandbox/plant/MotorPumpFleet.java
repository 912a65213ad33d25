package org.twinsuite.sandbox.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * A simulated fleet of motor-pump sets, some of which go bad. Everything follows from the seed.
 *
 * <p>Of ten machines three get bearing wear, one impeller wear, one cavitation, one a sensor fault
 * (drift and loss in turn), and four stay healthy. Faults begin between a fifth and two fifths of
 * the run, after enough sound operation to learn from. Every machine sends one sample an hour:
 * {@code vibration} mm/s RMS, {@code temperature} Cel, {@code flow} m3/h, {@code pressure} bar,
 * {@code current} A. A repair ends the fault; there is no second one.
 */
public final class MotorPumpFleet implements Plant {

  /** Namespace of the things. */
  public static final String NAMESPACE = "org.twinsuite.plant";

  private static final String DEFINITION = "org.twinsuite:motor-pump:1.0.0";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofHours(1);
  private static final int PER_STATION = 10;

  private final Map<String, MotorPump> pumps = new LinkedHashMap<>();
  private final int ticks;

  /**
   * @param machines how many, at least 1
   * @param days length of the run in days, at least 5
   * @param seed the same seed gives the same fleet
   */
  public MotorPumpFleet(int machines, int days, long seed) {
    if (machines < 1 || days < 5) {
      throw new IllegalArgumentException(
          "sandbox.things must be at least 1 and sandbox.days at least 5, found "
              + machines
              + " and "
              + days);
    }
    ticks = days * 24;
    Random fleet = new Random(seed);
    for (int i = 0; i < machines; i++) {
      Machine machine = machine(i + 1);
      Random random = new Random(fleet.nextLong());
      PumpFault kind = kind(i);
      Fault fault = kind == null ? null : fault(machine.thingId(), kind, days, random);
      pumps.put(machine.thingId(), new MotorPump(machine, random, kind, fault));
    }
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public List<Machine> machines() {
    return pumps.values().stream().map(MotorPump::machine).toList();
  }

  @Override
  public Instant start() {
    return START;
  }

  @Override
  public Duration step() {
    return STEP;
  }

  @Override
  public int ticks() {
    return ticks;
  }

  @Override
  public Map<String, Sample> tick(Instant at) {
    Map<String, Sample> samples = new LinkedHashMap<>();
    pumps.forEach((thingId, pump) -> samples.put(thingId, pump.sample(at)));
    return samples;
  }

  @Override
  public List<Fault> faults() {
    return pumps.values().stream().map(MotorPump::fault).filter(Objects::nonNull).toList();
  }

  @Override
  public boolean repairable() {
    return true;
  }

  @Override
  public Optional<Fault> repair(String thingId, String failureMode, Instant at) {
    MotorPump pump = pumps.get(thingId);
    if (pump == null) {
      throw new IllegalArgumentException("no such machine: " + thingId);
    }
    if (!pump.faulty(at)) {
      return Optional.empty();
    }
    pump.repair(at);
    return Optional.of(pump.fault());
  }

  private static Machine machine(int number) {
    int station = (number - 1) / PER_STATION + 1;
    return new Machine(
        NAMESPACE + ":pump-%03d".formatted(number),
        DEFINITION,
        "Motor-pump set " + number,
        NAMESPACE + ":station-" + station,
        "pump-station-" + station,
        "PUMP%03d".formatted(number),
        "vibration",
        Map.of());
  }

  private static PumpFault kind(int index) {
    List<PumpFault> kinds = new ArrayList<>(10);
    kinds.add(PumpFault.BEARING_WEAR);
    kinds.add(null);
    kinds.add(PumpFault.CAVITATION);
    kinds.add(PumpFault.BEARING_WEAR);
    kinds.add(null);
    kinds.add(PumpFault.IMPELLER_WEAR);
    kinds.add(null);
    kinds.add(PumpFault.BEARING_WEAR);
    kinds.add(index / 10 % 2 == 0 ? PumpFault.SENSOR_LOSS : PumpFault.SENSOR_DRIFT);
    kinds.add(null);
    return kinds.get(index % 10);
  }

  /** Onset and duration are drawn in whole hours; short runs shorten the faults in proportion. */
  private static Fault fault(String thingId, PumpFault kind, int days, Random random) {
    double scale = Math.min(1, days / 30.0);
    long onset = Math.round((0.2 + 0.2 * random.nextDouble()) * days * 24);
    double spread = kind.shortest() + (kind.longest() - kind.shortest()) * random.nextDouble();
    long hours = Math.max(1, Math.round(spread * 24 * scale));
    Instant begins = START.plus(Duration.ofHours(onset));
    return new Fault(
        thingId, kind.mode(), kind.instrument(), begins, begins.plus(Duration.ofHours(hours)));
  }
}
