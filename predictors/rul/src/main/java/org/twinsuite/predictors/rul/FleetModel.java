package org.twinsuite.predictors.rul;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.predictors.model.FlatForest;

/**
 * What a fleet taught: everything {@link FleetRul} needs.
 *
 * @param settings properties that tell the operating point; empty = one regime
 * @param sensors properties that tell wear
 * @param cap life beyond which wear cannot be seen
 * @param regimes normalisation of the sensors
 * @param bags models whose mean is the prediction
 * @param intervals calibration on held-out units
 */
public record FleetModel(
    List<String> settings,
    List<String> sensors,
    double cap,
    OperatingRegimes regimes,
    List<Bag> bags,
    LifeIntervals intervals) {

  /** Payload kind in the model file. */
  public static final String KIND = "fleet-rul/2";

  /**
   * One member of the ensemble, trained on a part of the units.
   *
   * @param wear its linear indices
   * @param forest its trees over {@link WindowFeatures} of the indices
   */
  public record Bag(WearIndex wear, FlatForest forest) {}

  public FleetModel {
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
    bags = List.copyOf(bags);
  }

  /** The payload of a model file. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeNames(out, settings);
      writeNames(out, sensors);
      out.writeDouble(cap);
      regimes.write(out);
      out.writeInt(bags.size());
      for (Bag bag : bags) {
        bag.wear().write(out);
        bag.forest().write(out);
      }
      intervals.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a payload.
   *
   * @throws IOException if the parts do not fit together
   */
  public static FleetModel fromBytes(byte[] payload) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      List<String> settings = readNames(in);
      List<String> sensors = readNames(in);
      double cap = in.readDouble();
      OperatingRegimes regimes = OperatingRegimes.read(in);
      List<Bag> bags = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        WearIndex wear = WearIndex.read(in);
        wear.check(regimes.centres().length, sensors.size());
        FlatForest forest = FlatForest.read(in);
        if (forest.features() != WindowFeatures.count(wear.indices())) {
          throw new IOException("a forest of another number of features");
        }
        bags.add(new Bag(wear, forest));
      }
      return new FleetModel(settings, sensors, cap, regimes, bags, LifeIntervals.read(in));
    }
  }

  static void writeNames(DataOutputStream out, List<String> names) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  static List<String> readNames(DataInputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      names.add(in.readUTF());
    }
    return names;
  }
}
