package org.twinsuite.benchmarks;

import java.time.Instant;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.twinsuite.sandbox.scada.MqttBroker;
import org.twinsuite.sandbox.scada.OpcUaPlant;
import org.twinsuite.sandbox.scada.SparkplugPlant;

/**
 * The other side of {@link ConnectorTags}, in a process of its own so that its work is not counted:
 * changes tags at a rate until its input ends. Prints the url and the address of its first tag.
 */
public final class ScadaLoad {

  private static final int METRICS_PER_MESSAGE = 100;
  private static final int SLICES_PER_SECOND = 50;

  private ScadaLoad() {}

  public static void main(String[] args) throws Exception {
    int tags = Integer.parseInt(args[1]);
    int rate = Integer.parseInt(args[2]);
    Thread load =
        new Thread(
            () -> {
              try {
                if (args[0].equals("opcua")) {
                  opcUa(tags, rate);
                } else {
                  sparkplug(tags, rate);
                }
              } catch (Exception e) {
                e.printStackTrace();
                System.exit(1);
              }
            });
    load.setDaemon(true);
    load.start();
    while (System.in.read() >= 0) {
      // until the bench closes it
    }
    System.exit(0);
  }

  /** Changes so many tags one after the other. */
  private interface Changes {
    void change(int from, int count, double value) throws Exception;
  }

  private static void run(int tags, int rate, Changes changes) throws Exception {
    int slice = Math.max(1, rate / SLICES_PER_SECOND);
    long next = System.nanoTime();
    int tag = 0;
    for (double value = 1; ; value++) {
      changes.change(tag, slice, value);
      tag = (tag + slice) % tags;
      next += 1_000_000_000L / SLICES_PER_SECOND;
      long left = next - System.nanoTime();
      if (left > 0) {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      }
    }
  }

  private static void opcUa(int tags, int rate) throws Exception {
    OpcUaPlant plant = new OpcUaPlant(tags);
    plant.start();
    System.out.println("READY " + plant.url() + " " + plant.address("tag0"));
    run(
        tags,
        rate,
        (from, count, value) -> {
          Instant now = Instant.now();
          for (int i = from; i < from + count; i++) {
            plant.set("tag" + i % tags, value, 0, now);
          }
        });
  }

  private static void sparkplug(int tags, int rate) throws Exception {
    MqttBroker broker = new MqttBroker();
    broker.start();
    SparkplugPlant plant = new SparkplugPlant(broker.url());
    for (int i = 0; i < tags; i++) {
      plant.metric("tag" + i, 0);
    }
    plant.start();
    System.out.println("READY " + broker.url() + " plant/edge1/pump1:tag0");
    long first = plant.alias("tag0");
    run(
        tags,
        rate,
        (from, count, value) -> {
          for (int i = from; i < from + count; i += METRICS_PER_MESSAGE) {
            Metric.Builder[] metrics = new Metric.Builder[METRICS_PER_MESSAGE];
            for (int j = 0; j < METRICS_PER_MESSAGE; j++) {
              metrics[j] =
                  Metric.newBuilder()
                      .setAlias(first + (i + j) % tags)
                      .setTimestamp(System.currentTimeMillis())
                      .setDoubleValue(value);
            }
            plant.data(metrics);
          }
        });
  }
}
