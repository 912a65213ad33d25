package org.twinsuite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Runs the bench named by {@code -Dbench} on the newest JDK found (or {@code -Dbench.jvm=HOME}),
 * with the flags Arrow and the Vector API need.
 */
public final class BenchMain {

  private static final String INNER = "bench.inner";

  private BenchMain() {}

  public static void main(String[] args) throws Exception {
    String name = System.getProperty("bench", "");
    List<Bench> benches =
        ServiceLoader.load(Bench.class).stream().map(ServiceLoader.Provider::get).toList();
    Bench chosen =
        benches.stream().filter(bench -> bench.name().equals(name)).findFirst().orElse(null);
    if (chosen == null) {
      System.err.printf(
          "no bench '%s', choose with -Dbench=NAME one of %s%n",
          name, benches.stream().map(Bench::name).sorted().toList());
      System.exit(2);
      return;
    }
    if (System.getProperty(INNER) == null) {
      System.exit(again(chosen));
    }
    try {
      chosen.run(new BenchContext(name, System.out));
    } catch (IllegalArgumentException e) {
      System.err.printf("bench %s: %s%n", name, e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  private static int again(Bench bench) throws Exception {
    BenchContext context = new BenchContext(bench.name(), System.out);
    NewestJdk jdk = NewestJdk.find(context.parameter("jvm"));
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-Xmx" + context.parameter("heap", bench.defaultHeap()));
    command.add("--add-modules=jdk.incubator.vector");
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    if (jdk.feature() >= 23) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    System.getProperties().stringPropertyNames().stream()
        .filter(key -> key.equals("bench") || key.startsWith("bench."))
        .sorted()
        .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
    command.add("-D" + INNER + "=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BenchMain.class.getName());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
