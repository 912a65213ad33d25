package org.twinsuite.sandbox.plant;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * NASA's turbofan engines run to failure (C-MAPSS, Saxena and Goebel 2008), played again: each
 * engine of {@code train_FD00x} is a thing {@code org.twinsuite.cmapss:fd001-007}, a cycle is a
 * tick of one hour. The data set tells when an engine failed (its last cycle) but not when its
 * fault began, so {@link Fault#onset()} is null.
 */
public final class CmapssReplay extends Recording {

  /** Namespace of the things. */
  public static final String NAMESPACE = "org.twinsuite.cmapss";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private CmapssReplay(List<Track> tracks) {
    super(NAMESPACE, START, Duration.ofHours(1), CmapssFiles.COLUMNS, "1", tracks);
  }

  /**
   * Reads the engines.
   *
   * @param folder where {@code train_FD001.txt.gz} and its like lie
   * @param set {@code FD001} to {@code FD004}
   * @param things how many engines to play, from the first; all if there are fewer
   * @param models names each engine's model, e.g. by {@link Machine#withModel}
   * @throws IOException if the file is missing or cannot be read
   */
  public static CmapssReplay read(
      Path folder, String set, int things, UnaryOperator<Machine> models) throws IOException {
    return new CmapssReplay(
        new CmapssFiles(folder)
            .train(set).stream()
                .limit(things)
                .map(unit -> new Track(models.apply(machine(set, unit.number())), unit.cycles()))
                .toList());
  }

  @Override
  public List<Fault> faults() {
    return machines().stream()
        .map(
            machine ->
                new Fault(machine.thingId(), "engine-wear", false, null, end(machine.thingId())))
        .toList();
  }

  /** Thing id of an engine. */
  public static String thingId(String set, int unit) {
    return NAMESPACE + ":%s-%03d".formatted(set.toLowerCase(Locale.ROOT), unit);
  }

  private static Machine machine(String set, int unit) {
    return new Machine(
        thingId(set, unit),
        "org.twinsuite:turbofan:1.0.0",
        "Turbofan " + set + " unit " + unit,
        NAMESPACE + ":" + set.toLowerCase(Locale.ROOT),
        set.toLowerCase(Locale.ROOT),
        set + "-%03d".formatted(unit),
        "s2",
        Map.of());
  }
}
