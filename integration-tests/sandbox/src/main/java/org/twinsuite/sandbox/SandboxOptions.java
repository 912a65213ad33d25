package org.twinsuite.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.twinsuite.sandbox.plant.CmapssReplay;
import org.twinsuite.sandbox.plant.DataFolder;
import org.twinsuite.sandbox.plant.ImsReplay;
import org.twinsuite.sandbox.plant.MotorPumpFleet;
import org.twinsuite.sandbox.plant.Plant;

/**
 * What a run plays, from the properties {@code sandbox.*}.
 *
 * @param set {@code plant}, {@code FD001} to {@code FD004}, or {@code IMS2}
 * @param things how many machines; 0 for the set's own number
 * @param seed of the simulated plant
 * @param days length of the simulated plant's run
 * @param out folder the evidence of each order is written to
 * @param stay whether the plant goes on, an hour a second, when the run has been played
 * @param approve whether rules wait for a planner, played by a script, instead of ordering
 */
public record SandboxOptions(
    String set, int things, long seed, int days, Path out, boolean stay, boolean approve) {

  private static final int FLEET = 20;
  private static final List<String> SETS =
      List.of("plant", "FD001", "FD002", "FD003", "FD004", "IMS2");

  public SandboxOptions {
    if (!SETS.contains(set)) {
      throw new IllegalArgumentException("sandbox.set: '" + set + "' is not one of " + SETS);
    }
    if (things < 0) {
      throw new IllegalArgumentException("sandbox.things: must not be negative: " + things);
    }
  }

  /**
   * Reads the options; empty values count as absent.
   *
   * @throws IllegalArgumentException naming the property that is wrong
   */
  public static SandboxOptions of(Properties properties) {
    return new SandboxOptions(
        text(properties, "sandbox.set", "plant"),
        (int) number(properties, "sandbox.things", 0),
        number(properties, "sandbox.seed", 1),
        (int) number(properties, "sandbox.days", 20),
        Path.of(text(properties, "sandbox.out", "target/sandbox")),
        flag(properties, "sandbox.stay", Progress.wanted()),
        flag(properties, "sandbox.approve", false));
  }

  /** Whether the set is one of the turbofan sets, whose models are trained before the run. */
  public boolean turbofan() {
    return set.startsWith("FD");
  }

  /**
   * The folder of the turbofan files.
   *
   * @throws IllegalArgumentException if there is no data folder
   */
  public Path turbofanFolder() {
    return data("cmapss");
  }

  /**
   * The plant to play.
   *
   * @throws IllegalArgumentException if the data folder is missing
   * @throws IOException if a data file is missing or cannot be read
   */
  public Plant plant() throws IOException {
    if (turbofan()) {
      int engines = things == 0 ? Integer.MAX_VALUE : things;
      return CmapssReplay.read(
          turbofanFolder(), set, engines, machine -> FoldModels.assign(machine, set));
    }
    return set.equals("IMS2")
        ? ImsReplay.read(data("ims"), 2)
        : new MotorPumpFleet(things == 0 ? FLEET : things, days, seed);
  }

  private Path data(String name) {
    return DataFolder.find()
        .map(root -> DataFolder.of(root, name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sandbox.data: give the folder with the data of sandbox.set=" + set));
  }

  private static String text(Properties properties, String name, String otherwise) {
    String value = properties.getProperty(name, "");
    return value.isBlank() ? otherwise : value.trim();
  }

  private static boolean flag(Properties properties, String name, boolean otherwise) {
    String value = text(properties, name, Boolean.toString(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(name + ": '" + value + "' is neither true nor false");
    }
    return value.equals("true");
  }

  private static long number(Properties properties, String name, long otherwise) {
    String value = text(properties, name, Long.toString(otherwise));
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": '" + value + "' is not a whole number", e);
    }
  }
}
