package org.twinsuite.predictors.rul;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Past units and how to compare with them: everything {@link SimilarityRul} needs.
 *
 * @param settings properties that tell the operating point; empty = one regime
 * @param sensors properties that tell wear
 * @param cap life beyond which wear cannot be seen, in whole steps
 * @param regimes normalisation of the sensors
 * @param wearing from normalised sensors to trajectories
 * @param search how trajectories are compared
 * @param library the past units
 * @param intervals calibration on held-out units
 */
public record SimilarityModel(
    List<String> settings,
    List<String> sensors,
    int cap,
    OperatingRegimes regimes,
    WearTrajectory wearing,
    SimilaritySearch search,
    List<PastUnit> library,
    LifeIntervals intervals) {

  /** Payload kind in the model file. */
  public static final String KIND = "similarity-rul/2";

  private static final int LONGEST = 10_000_000;

  public SimilarityModel {
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
    library = List.copyOf(library);
  }

  /** The payload of a model file. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      FleetModel.writeNames(out, settings);
      FleetModel.writeNames(out, sensors);
      out.writeInt(cap);
      regimes.write(out);
      wearing.write(out);
      out.writeInt(search.window());
      out.writeDouble(search.bandwidth());
      out.writeInt(library.size());
      for (PastUnit unit : library) {
        out.writeUTF(unit.unitId());
        out.writeInt(unit.trajectory().length);
        for (float[] cycle : unit.trajectory()) {
          for (float index : cycle) {
            out.writeFloat(index);
          }
        }
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
  public static SimilarityModel fromBytes(byte[] payload) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      List<String> settings = FleetModel.readNames(in);
      List<String> sensors = FleetModel.readNames(in);
      int cap = in.readInt();
      OperatingRegimes regimes = OperatingRegimes.read(in);
      WearTrajectory wearing = WearTrajectory.read(in);
      wearing.wear().check(regimes.centres().length, sensors.size());
      int indices = wearing.noise().length;
      if (cap < 1 || wearing.wear().indices() != indices) {
        throw new IOException("cap or number of wear indices do not fit");
      }
      SimilaritySearch search = new SimilaritySearch(in.readInt(), in.readDouble());
      List<PastUnit> library = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        library.add(new PastUnit(in.readUTF(), trajectory(in, indices)));
      }
      return new SimilarityModel(
          settings, sensors, cap, regimes, wearing, search, library, LifeIntervals.read(in));
    }
  }

  private static float[][] trajectory(DataInputStream in, int indices) throws IOException {
    int cycles = in.readInt();
    if (cycles < 1 || cycles > LONGEST) {
      throw new IOException("a past unit of " + cycles + " cycles");
    }
    float[][] trajectory = new float[cycles][indices];
    for (float[] cycle : trajectory) {
      for (int i = 0; i < indices; i++) {
        cycle[i] = in.readFloat();
      }
    }
    return trajectory;
  }
}
