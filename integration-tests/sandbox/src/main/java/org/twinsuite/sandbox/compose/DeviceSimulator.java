package org.twinsuite.sandbox.compose;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A pump whose bearing goes bad, speaking HTTP with Hono: the last day hour by hour, then a sample
 * a minute. Environment: {@code DEVICE_URL} of Hono's HTTP adapter, {@code DEVICE_AUTH_ID}, {@code
 * DEVICE_TENANT}, {@code DEVICE_PASSWORD}.
 */
public final class DeviceSimulator {
  private static final int HOURS = 24;
  private static final double SOUND = 1.2;
  private static final double WORN = 7.4;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI telemetry;
  private final String authorization;

  /**
   * @param environment see the class
   */
  public DeviceSimulator(Map<String, String> environment) {
    telemetry =
        URI.create(environment.getOrDefault("DEVICE_URL", "http://localhost:8080") + "/telemetry");
    String user =
        environment.get("DEVICE_AUTH_ID")
            + '@'
            + environment.get("DEVICE_TENANT")
            + ':'
            + environment.get("DEVICE_PASSWORD");
    authorization =
        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  public static void main(String[] arguments) throws InterruptedException {
    DeviceSimulator device = new DeviceSimulator(System.getenv());
    device.lastDay(Instant.now());
    while (true) {
      TimeUnit.MINUTES.sleep(1);
      device.send(Instant.now(), WORN);
    }
  }

  /** Sends the day before, each sample until it is accepted. */
  public void lastDay(Instant now) throws InterruptedException {
    for (int hour = 0; hour < HOURS; hour++) {
      double worn = Math.max(0, hour - HOURS / 2) / (HOURS / 2.0 - 1);
      send(now.minus(Duration.ofHours(HOURS - 1L - hour)), SOUND + (WORN - SOUND) * worn);
    }
  }

  private void send(Instant at, double vibration) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(telemetry)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            // Hono answers when Kafka has the message
            .header("QoS-Level", "1")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    String.format(
                        Locale.ROOT,
                        """
                        {"at":"%s","points":{"vibration":{"value":%.2f,"unit":"mm/s"}}}""",
                        at,
                        vibration)))
            .build();
    String last = "";
    while (true) {
      String outcome;
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == 202) {
          System.out.printf("sent %.2f mm/s of %s%n", vibration, at);
          return;
        }
        outcome = telemetry + " answered " + status;
      } catch (IOException away) {
        outcome = telemetry + " does not answer";
      }
      if (!outcome.equals(last)) {
        System.out.println(outcome + ", is tried again");
        last = outcome;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }
}
