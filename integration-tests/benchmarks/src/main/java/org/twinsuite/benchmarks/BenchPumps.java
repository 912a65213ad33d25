package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Plant;
import org.twinsuite.sandbox.plant.Sample;

/** Pumps without a life of their own: the bench sends what they measure. */
record BenchPumps(String namespace, List<Machine> machines) implements Plant {
  @Override
  public Instant start() {
    return Instant.EPOCH;
  }

  @Override
  public Duration step() {
    return Duration.ofMinutes(1);
  }

  @Override
  public int ticks() {
    return 0;
  }

  @Override
  public Map<String, Sample> tick(Instant at) {
    return Map.of();
  }

  @Override
  public List<Fault> faults() {
    return List.of();
  }

  @Override
  public boolean repairable() {
    return false;
  }

  @Override
  public Optional<Fault> repair(String thingId, String failureMode, Instant at) {
    return Optional.empty();
  }
}
