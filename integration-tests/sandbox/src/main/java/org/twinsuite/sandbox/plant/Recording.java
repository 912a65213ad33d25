package org.twinsuite.sandbox.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recorded data played again: row by row, one row a tick. A machine whose record is at its end
 * sends nothing any more. Repairs change nothing, as the past cannot be changed.
 */
abstract class Recording implements Plant {

  private final String namespace;
  private final Instant start;
  private final Duration step;
  private final Map<String, Track> tracks;

  /**
   * The record of one machine.
   *
   * @param rows one row a tick, in the order of the columns
   */
  record Track(Machine machine, double[][] rows) {}

  private final List<String> columns;
  private final String unit;

  Recording(
      String namespace,
      Instant start,
      Duration step,
      List<String> columns,
      String unit,
      List<Track> tracks) {
    this.namespace = namespace;
    this.start = start;
    this.step = step;
    this.columns = List.copyOf(columns);
    this.unit = unit;
    this.tracks = new LinkedHashMap<>();
    tracks.forEach(track -> this.tracks.put(track.machine().thingId(), track));
  }

  /** When the last row of a machine is played. */
  Instant end(String thingId) {
    return start.plus(step.multipliedBy(tracks.get(thingId).rows().length - 1L));
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public List<Machine> machines() {
    return tracks.values().stream().map(Track::machine).toList();
  }

  @Override
  public Instant start() {
    return start;
  }

  @Override
  public Duration step() {
    return step;
  }

  @Override
  public int ticks() {
    return tracks.values().stream().mapToInt(track -> track.rows().length).max().orElse(0);
  }

  @Override
  public Map<String, Sample> tick(Instant at) {
    int row = (int) Duration.between(start, at).dividedBy(step);
    Map<String, Sample> samples = new LinkedHashMap<>();
    tracks.forEach(
        (thingId, track) -> {
          if (row >= 0 && row < track.rows().length) {
            samples.put(thingId, new Sample(thingId, at, points(track.rows()[row])));
          }
        });
    return samples;
  }

  @Override
  public boolean repairable() {
    return false;
  }

  @Override
  public Optional<Fault> repair(String thingId, String failureMode, Instant at) {
    return Optional.empty();
  }

  private Map<String, Reading> points(double[] row) {
    Map<String, Reading> points = new LinkedHashMap<>();
    for (int i = 0; i < row.length; i++) {
      points.put(columns.get(i), new Reading(row[i], unit));
    }
    return points;
  }
}
