package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.connectors.scada.TagsResolver;
import org.twinsuite.connectors.scada.TwinUpdates;

/**
 * Changes of tags per CPU second of this process, from the wire to the text of the twin's merge
 * patch. Server or broker and edge node run in a process of their own ({@link ScadaLoad}). Writing
 * the twin is not part of it.
 */
final class ConnectorTags {

  private static final int TAGS = 5_000;
  private static final int TAGS_PER_THING = 10;
  private static final int DEFAULT_RATE = 40_000;
  private static final int DEFAULT_SECONDS = 10;
  private static final double MIB = 1024.0 * 1024.0;

  private ConnectorTags() {}

  static void run(BenchContext context) throws Exception {
    measure(context, "opcua", "opcua_changes");
    measure(context, "sparkplug", "sparkplug_metrics");
    context.note(
        TAGS + " tags of " + TAGS / TAGS_PER_THING + " things, all CPU of this process counted");
  }

  private static void measure(BenchContext context, String kind, String figure) throws Exception {
    int rate = context.parameter("rate", DEFAULT_RATE);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(
        List.of(ScadaLoad.class.getName(), kind, Integer.toString(TAGS), Integer.toString(rate)));
    Process load =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(load.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.startsWith("READY ")) {
        line = out.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("the load did not start");
      }
      String[] ready = line.split(" ");
      measure(context, figure, map(ready[1], ready[2]));
    } finally {
      load.getOutputStream().close();
      load.waitFor();
    }
  }

  private static TagMap map(String url, String firstAddress) {
    StringBuilder text = new StringBuilder();
    text.append("sources: { line1: { url: \"" + url + "\", publishing: 100 } }\ntags:\n");
    String prefix = firstAddress.substring(0, firstAddress.length() - 1);
    for (int i = 0; i < TAGS; i++) {
      text.append("  - { source: line1, tag: \"" + prefix + i + "\", thing: \"org.bench:P-");
      text.append(i / TAGS_PER_THING + "\", feature: f" + i % TAGS_PER_THING + ", unit: bar }\n");
    }
    return TagMapFile.parse(new StringReader(text.toString()), "bench");
  }

  private static void measure(BenchContext context, String figure, TagMap map) throws Exception {
    AtomicLong changes = new AtomicLong();
    AtomicLong updates = new AtomicLong();
    AtomicLong characters = new AtomicLong();
    try (TagConnection tags = new TagsResolver().open(map, "line1", InstantSource.system());
        TwinUpdates gathering =
            new TwinUpdates(
                "bench",
                10_000,
                500,
                Duration.ofMillis(20),
                update -> {
                  characters.addAndGet(update.patch().length());
                  updates.incrementAndGet();
                  changes.addAndGet(update.signals().size());
                })) {
      tags.subscribe(gathering::add);
      long seconds = context.parameter("seconds", DEFAULT_SECONDS);
      // until the compiler is done with it
      Thread.sleep(seconds * 1000 / 2);
      long before = changes.get();
      double[] wall = new double[1];
      double cpu =
          context.cpuSeconds(() -> wall[0] = context.seconds(() -> Thread.sleep(seconds * 1000)));
      long counted = changes.get() - before;
      context.figure(figure + "_per_cpu_s", counted / cpu, "1/s");
      context.figure(figure + "_per_s", counted / wall[0], "1/s");
      context.figure(
          figure + "_per_update", changes.get() / (double) Math.max(1, updates.get()), "1");
      context.figure(figure + "_heap_mib", liveMib(), "MiB");
      if (characters.get() == 0) {
        throw new IllegalStateException("nothing arrived");
      }
    }
  }

  /** What is still in use under load once the collector has run. */
  private static double liveMib() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
  }
}
