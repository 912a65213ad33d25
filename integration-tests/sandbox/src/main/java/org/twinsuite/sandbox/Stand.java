package org.twinsuite.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.ditto.EmbeddedDittoConfig;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.kafka.HonoDevices;
import org.twinsuite.sandbox.plant.Plant;
import org.twinsuite.sandbox.plant.Provisioning;
import org.twinsuite.sandbox.plant.SimulatedClock;

/**
 * Everything a run needs, in this JVM and on loopback: Kafka, Ditto, the maintenance system, the
 * app, and the devices' side of Hono. All data lies in the given folder.
 */
final class Stand implements AutoCloseable {

  private static final int HISTORY = 20_000;
  private static final int EVENT_BUFFER = 10_000;

  private final Plant plant;
  private final EmbeddedKafka kafka;
  private final EmbeddedDitto ditto;
  private final MaximoStandIn cmms;
  private final int port;
  private final App app;
  private final HonoDevices devices;
  private final String visitorToken = UUID.randomUUID().toString();
  private final boolean approve;

  private Stand(Plant plant, SimulatedClock clock, Path folder, Path models, boolean approve)
      throws Exception {
    this.plant = plant;
    this.approve = approve;
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    kafka.createTopics(
        2, List.of("hono.telemetry." + plant.namespace(), "hono.event." + plant.namespace()));
    ditto =
        EmbeddedDitto.start(
            EmbeddedDittoConfig.defaults()
                .withHistoryRevisions(HISTORY)
                .withEventBuffer(EVENT_BUFFER));
    new Provisioning(ditto.url()).provision(plant);
    cmms = new MaximoStandIn(clock);
    cmms.start();
    port = freePort();
    app = App.start(configuration(folder, models));
    devices = HonoDevices.connect(kafka.bootstrapServers());
  }

  /**
   * Starts everything and puts the plant's things into Ditto.
   *
   * @param models folder with model files, may be empty
   * @param approve whether rules wait for a planner
   */
  static Stand start(Plant plant, SimulatedClock clock, Path folder, Path models, boolean approve)
      throws Exception {
    return new Stand(plant, clock, folder, models, approve);
  }

  EmbeddedDitto ditto() {
    return ditto;
  }

  MaximoStandIn cmms() {
    return cmms;
  }

  HonoDevices devices() {
    return devices;
  }

  /** Address of the pages. */
  String workbench() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Link that signs a browser in once as administrator. */
  URI signInLink() {
    return app.signInLink();
  }

  AppView appView() {
    return new AppView(port, approve ? visitorToken : null);
  }

  @Override
  public void close() throws Exception {
    devices.close();
    app.close();
    cmms.close();
    ditto.close();
    kafka.close();
  }

  private Map<String, String> configuration(Path folder, Path models) {
    Map<String, String> config = new HashMap<>();
    config.put("twinsuite.ditto.url", ditto.url());
    config.put("twinsuite.ditto.auth", "pre:" + Provisioning.INTEGRATION);
    config.put("twinsuite.ditto.namespaces", plant.namespace());
    config.put("twinsuite.hono.bootstrap-servers", kafka.bootstrapServers());
    config.put("twinsuite.hono.tenant", plant.namespace());
    config.put("twinsuite.db.url", "jdbc:h2:file:" + folder.resolve("outbox"));
    config.put("twinsuite.history.file", folder.resolve("history.duckdb").toString());
    config.put("twinsuite.clock", "event");
    config.put("twinsuite.rules.level", approve ? "approve" : "auto");
    if (approve) {
      // who looks on needs no name while nobody else is configured
      config.put("twinsuite.http.users", "visitor:planner:sha256:" + sha256(visitorToken));
    }
    config.put("twinsuite.forecast.models", models.toString());
    config.put("twinsuite.forecast.every", plant.step().toString());
    config.put("twinsuite.forecast.step", plant.step().toString());
    config.put("twinsuite.ingest.units", units());
    config.put("twinsuite.cmms.systems", Provisioning.CMMS);
    cmms.configuration()
        .forEach(
            (name, value) -> config.put("twinsuite.cmms." + Provisioning.CMMS + "." + name, value));
    config.put("twinsuite.cmms.poll", "PT0.1S");
    config.put("twinsuite.http.port", Integer.toString(port));
    return config;
  }

  /** The bearings of the IMS rig report acceleration under the name of vibration. */
  private String units() {
    String vibration = plant.namespace().equals("org.twinsuite.ims") ? "[g]" : "mm/s";
    return "vibration=" + vibration + ",temperature=Cel,flow=m3/h,pressure=bar,current=A";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
