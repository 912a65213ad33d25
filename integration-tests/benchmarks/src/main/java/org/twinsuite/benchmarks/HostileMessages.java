package org.twinsuite.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages that devices of two tenants may send, and that must harm nobody else. */
final class HostileMessages {
  /** The value that may stand in no twin. */
  static final String FORBIDDEN = "666.125";

  /**
   * A message.
   *
   * @param device of the sender, as its adapter names it; null for none
   * @param payload may be null
   */
  record Message(String device, Map<String, String> headers, byte[] payload) {}

  private static final List<String> POINTS =
      List.of(
          "{\"temperature\":{\"value\":" + FORBIDDEN + ",\"unit\":\"mm /s\"}}",
          "{\"temperature\":{\"value\":" + FORBIDDEN + ",\"unit\":\"{\"}}",
          "{\"temperature\":{\"value\":" + FORBIDDEN + ",\"unit\":\"km9999\"}}",
          "{\"temperature\":{\"value\":" + FORBIDDEN + ",\"unit\":\"m2147483647\"}}",
          "{\"temperature\":{\"value\":" + FORBIDDEN + ",\"unit\":\"" + "(".repeat(20_000) + "\"}}",
          "{\"temp\\ud83d\":" + FORBIDDEN + "}",
          "{\"\\ude00\\ud83d\":" + FORBIDDEN + "}",
          "{\"maintenance\":" + FORBIDDEN + ",\"health\":" + FORBIDDEN + "}",
          "{\"baselines\":" + FORBIDDEN + ",\"data-quality\":" + FORBIDDEN + "}",
          "{\"forecast:rul\":" + FORBIDDEN + ",\"stock:bearing\":" + FORBIDDEN + "}",
          "{\"vibration\":{\"value\":" + FORBIDDEN + ",\"at\":20260301}}",
          "{\"vibration\":{\"value\":" + FORBIDDEN + ",\"at\":\"noon\"}}",
          "{\"vibration\":{\"value\":" + FORBIDDEN + ",\"quality\":\"" + "x".repeat(9_000) + "\"}}",
          "{\"vibration\":NaN}",
          "{\"vibration\":1e999}",
          badPoints(900),
          badPoints(2_000));

  private static final List<String> WHOLE =
      List.of(
          "",
          "no JSON",
          "{\"points\":",
          "{\"points\":" + "[".repeat(50_000),
          "[".repeat(200_000),
          "{\"points\":[]}",
          " ".repeat(300_000));

  private HostileMessages() {}

  private static String badPoints(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"p" + i + "\":\"x\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * One of them.
   *
   * @param number chooses the kind
   * @param own a device of the sending tenant
   * @param foreign a thing of the other tenant
   */
  static Message of(int number, String own, String foreign) {
    int kinds = POINTS.size() + WHOLE.size() + 6;
    int kind = Math.floorMod(number, kinds);
    if (kind < POINTS.size()) {
      return json(own, "{\"points\":" + POINTS.get(kind) + "}");
    }
    kind -= POINTS.size();
    if (kind < WHOLE.size()) {
      return json(own, WHOLE.get(kind));
    }
    kind -= WHOLE.size();
    String forbidden = "{\"points\":{\"vibration\":" + FORBIDDEN + "}}";
    return switch (kind) {
      case 0, 1 -> json(foreign, forbidden);
      case 2 -> json(null, forbidden);
      case 3 -> json("x".repeat(5_000), forbidden);
      case 4 -> json(own + "-not-there", forbidden);
      default ->
          new Message(
              own,
              Map.of(
                  "device_id",
                  own,
                  "content-type",
                  "application/vnd.eclipse-hono-empty-notification",
                  "ttd",
                  "30"),
              null);
    };
  }

  private static Message json(String device, String payload) {
    Map<String, String> headers = new TreeMap<>(Map.of("content-type", "application/json"));
    if (device != null) {
      headers.put("device_id", device);
    }
    return new Message(device, headers, payload.getBytes(StandardCharsets.UTF_8));
  }
}
