package org.twinsuite.benchmarks;

import static org.twinsuite.benchmarks.BenchPlant.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.twin.DittoAccess;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.kafka.RawRecords;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Provisioning;
import org.twinsuite.sandbox.process.AppProcess;

/**
 * Telemetry of good devices of two tenants through a real Kafka into their twins, first alone, then
 * with a tenth of hostile messages among it. Whether a good message arrived, and when, is seen in
 * Ditto's events.
 */
public final class HostileBench implements Bench {
  private static final List<String> TENANTS =
      List.of("org.twinsuite.bench.a", "org.twinsuite.bench.b");
  private static final int HOSTILE = 10;

  /** When each message was sent, and what of it was seen. */
  private static final class Seen {
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> latencies = new ConcurrentHashMap<>();
    private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong forbidden = new AtomicLong();

    void take(Exchange exchange) {
      TwinChange change = exchange.getMessage().getBody(TwinChange.class);
      long now = System.nanoTime();
      String value = String.valueOf(change.value());
      if (value.contains(HostileMessages.FORBIDDEN)) {
        forbidden.incrementAndGet();
      }
      String id = change.correlationId() == null ? "" : change.correlationId();
      String own = id.replaceFirst("/.*", "");
      Long sentAt = sent.get(own);
      if (sentAt != null && latencies.putIfAbsent(own, now - sentAt) == null) {
        arrivals.add(now);
      }
    }

    double quantile(double q) {
      long[] sorted = latencies.values().stream().mapToLong(Long::longValue).sorted().toArray();
      return sorted.length == 0
          ? Double.NaN
          : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))] / 1e6;
    }

    double longestGapSeconds() {
      long[] times = arrivals.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(times);
      long gap = 0;
      for (int i = 1; i < times.length; i++) {
        gap = Math.max(gap, times[i] - times[i - 1]);
      }
      return gap / 1e9;
    }
  }

  @Override
  public String name() {
    return "hostile";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int things = context.parameter("things", 1_000);
    int seconds = context.parameter("seconds", 100);
    int rate = context.parameter("rate", 1_000);
    try (BenchPlant plant = new BenchPlant();
        EmbeddedKafka kafka = EmbeddedKafka.start(plant.folder().resolve("kafka"), 0);
        RawRecords records = new RawRecords(kafka.bootstrapServers());
        DefaultCamelContext events = new DefaultCamelContext()) {
      for (String tenant : TENANTS) {
        kafka.createTopics(2, List.of("hono.telemetry." + tenant, "hono.event." + tenant));
        provision(plant.dittoUrl(), tenant, things / 2);
      }
      Map<String, Seen> phases = new ConcurrentHashMap<>();
      watch(events, plant.dittoUrl(), phases);
      try (AppProcess app = plant.start(options(kafka))) {
        send(records, phase(phases, "warm"), "warm", things, rate, 5, false);
        Seen alone = phase(phases, "alone");
        send(records, alone, "alone", things, rate, seconds, false);
        Seen among = phase(phases, "among");
        send(records, among, "among", things, rate, seconds, true);
        long hostile = (long) seconds * rate / HOSTILE;
        context.note(
            among.sent.size()
                + " good and "
                + hostile
                + " hostile messages, "
                + alone.sent.size()
                + " good ones alone before");
        context.figure("good_lost", among.sent.size() - among.latencies.size(), "");
        context.figure("cross_tenant", among.forbidden.get(), "");
        context.figure("line_stopped_s", among.longestGapSeconds(), "s");
        context.figure("alone_longest_gap_s", alone.longestGapSeconds(), "s");
        context.figure("p50_ms", among.quantile(0.5), "ms");
        context.figure("p99_ms", among.quantile(0.99), "ms");
        context.figure("alone_p99_ms", alone.quantile(0.99), "ms");
        context.figure("parked", plant.count("select count(*) from parked"), "");
        context.figure("db_mib", plant.databaseMebibytes(), "MiB");
        context.figure("rss_mib", app.residentMebibytes(), "MiB");
      }
    }
  }

  private static Seen phase(Map<String, Seen> phases, String name) {
    return phases.computeIfAbsent(name, none -> new Seen());
  }

  private static Map<String, String> options(EmbeddedKafka kafka) {
    Map<String, String> options = new TreeMap<>();
    options.put("twinsuite.hono.bootstrap-servers", kafka.bootstrapServers());
    options.put("twinsuite.hono.tenant", String.join(",", TENANTS));
    return options;
  }

  private static void provision(String url, String tenant, int things) {
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < things; i++) {
      machines.add(
          new Machine(
              tenant + ":pump-" + i,
              "org.twinsuite:motor-pump:1.0.0",
              "pump " + i,
              tenant + ":line-" + i % 50,
              "line",
              "P" + i,
              "vibration",
              Map.of()));
    }
    new Provisioning(url).provision(new BenchPumps(tenant, machines));
  }

  private static void watch(DefaultCamelContext events, String url, Map<String, Seen> phases)
      throws Exception {
    events.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:events?startFrom=now")
                .process(exchange -> phases.values().forEach(seen -> seen.take(exchange)));
          }
        });
    new DittoAccess(URI.create(url), "pre:" + Provisioning.INTEGRATION).use(events);
    events.start();
  }

  /** Sends good messages at a rate, and hostile ones among them, and waits for the good ones. */
  private static void send(
      RawRecords records,
      Seen seen,
      String phase,
      int things,
      int rate,
      int seconds,
      boolean hostile)
      throws Exception {
    int total = rate * seconds;
    long begin = System.nanoTime();
    for (int i = 0; i < total; i++) {
      long due = begin + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      String tenant = TENANTS.get(i % 2);
      String own = tenant + ":pump-" + i / 2 % (things / 2);
      if (hostile && i % HOSTILE == HOSTILE - 1) {
        String foreign = TENANTS.get((i + 1) % 2) + ":pump-" + i / 2 % (things / 2);
        HostileMessages.Message bad = HostileMessages.of(i / HOSTILE, own, foreign);
        records.send("hono.telemetry." + tenant, bad.device(), bad.headers(), bad.payload());
        continue;
      }
      String id = phase + '-' + i;
      seen.sent.put(id, System.nanoTime());
      records.send(
          "hono.telemetry." + tenant,
          own,
          Map.of("device_id", own, "content-type", "application/json", "correlation-id", id),
          ("{\"at\":\""
                  + Instant.now()
                  + "\",\"points\":{\"vibration\":"
                  + (1 + i % 7 / 10.0)
                  + "}}")
              .getBytes(StandardCharsets.UTF_8));
    }
    try {
      await(() -> seen.latencies.size() == seen.sent.size(), "the good messages of " + phase);
    } catch (IllegalStateException lost) {
      // the figures tell how many
    }
  }
}
