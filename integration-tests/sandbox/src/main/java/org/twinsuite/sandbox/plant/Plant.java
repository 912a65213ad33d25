package org.twinsuite.sandbox.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plant that sends telemetry: simulated, or a recorded data set played again.
 *
 * <p>Time is handed in: {@link #tick} is called with {@link #start()}, then one {@link #step()}
 * later each time, {@link #ticks()} times in all. The same plant, made from the same seed or file
 * and treated the same way, gives the same samples. Not safe for more than one thread.
 */
public interface Plant {

  /** Namespace of all things, which is also their tenant in Hono. */
  String namespace();

  /** All machines, in a fixed order. */
  List<Machine> machines();

  /** Time of the first tick. */
  Instant start();

  /** Time between two ticks. */
  Duration step();

  /** How many ticks there are. */
  int ticks();

  /**
   * What the machines send at this time.
   *
   * @return thing id to sample; machines that send nothing (any more) are absent
   */
  Map<String, Sample> tick(Instant at);

  /** The faults of all machines, known beforehand; a machine without one stays healthy. */
  List<Fault> faults();

  /** Whether a repair changes what is sent; in a recording the past cannot be changed. */
  boolean repairable();

  /**
   * A crew works at the machine: whatever is at fault there is put right.
   *
   * @param failureMode what the order says; a crew finds the real fault also under another name
   * @param at when the work is done
   * @return the fault that was found; empty if there was none, or if the plant is not repairable
   */
  Optional<Fault> repair(String thingId, String failureMode, Instant at);
}
