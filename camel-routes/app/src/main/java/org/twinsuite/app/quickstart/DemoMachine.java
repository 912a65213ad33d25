package org.twinsuite.app.quickstart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.app.onboard.OnboardingRequest;
import org.twinsuite.app.remote.JsonHttp;

/** A motor-pump set whose bearing goes bad within a day. */
final class DemoMachine {
  static final String NAMESPACE = "twinsuite.demo";
  static final String THING = NAMESPACE + ":pump-1";

  /** Name of the maintenance system in {@code attributes/cmms/system}. */
  static final String SYSTEM = "demo";

  private static final int HOURS = 24;
  private static final double SOUND = 1.2;
  private static final double ZONE_D = 7.4;

  private DemoMachine() {}

  /**
   * One hourly sample.
   *
   * @param vibration velocity, RMS, mm/s
   */
  record Sample(Instant at, double vibration) {}

  /**
   * @param auth how the app reaches Ditto; its subject may read everything and write features
   */
  static OnboardingRequest request(String auth, String administrator) {
    String app = subject(auth);
    String admin = subject(administrator);
    ObjectNode root = JsonHttp.JSON.createObjectNode();
    root.putObject("policy")
        .put("id", NAMESPACE + ":machines")
        .putObject("subjects")
        .put("administrator", admin)
        .put("integration", app)
        .put("planner", "demo:planner")
        .put("viewer", "demo:viewer");
    ArrayNode things = root.putArray("things");
    ObjectNode pump =
        things
            .addObject()
            .put("thingId", THING)
            .put("definition", "org.twinsuite:motor-pump:1.0.0");
    ObjectNode attributes = pump.putObject("attributes").put("name", "Pump 1 (demo)");
    attributes
        .putObject("cmms")
        .put("system", SYSTEM)
        .put("site", "BEDFORD")
        .put("assetnum", "PUMP-1");
    return OnboardingRequest.parse(root.toString());
  }

  /** Ditto's name of who logs in so; a user of its reverse proxy is {@code nginx:<user>}. */
  static String subject(String auth) {
    String[] parts = auth.split(":", 2);
    return parts[0].equals("basic")
        ? "nginx:" + parts[1].substring(0, parts[1].indexOf(':'))
        : parts[1];
  }

  /** The last day, hour by hour: sound for half of it, then ever worse. */
  static List<Sample> lastDay(Instant now) {
    List<Sample> samples = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      double worn = Math.max(0, hour - HOURS / 2) / (HOURS / 2.0 - 1);
      double vibration = SOUND + (ZONE_D - SOUND) * worn;
      samples.add(
          new Sample(
              now.minus(Duration.ofHours(HOURS - 1L - hour)), Math.round(vibration * 100) / 100.0));
    }
    return samples;
  }
}
