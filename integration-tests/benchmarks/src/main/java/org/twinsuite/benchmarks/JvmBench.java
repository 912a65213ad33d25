package org.twinsuite.benchmarks;

/** Says on which JVM and machine the figures of this run are taken. */
public final class JvmBench implements Bench {

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public void run(BenchContext context) {
    context.note(
        "%s %s on %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.arch")));
    context.figure("feature", Runtime.version().feature(), "version");
    context.figure("cores", Runtime.getRuntime().availableProcessors(), "cores");
    context.figure("heap", Runtime.getRuntime().maxMemory() / 1048576.0, "MiB");
  }
}
