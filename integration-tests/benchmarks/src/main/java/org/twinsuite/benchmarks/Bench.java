package org.twinsuite.benchmarks;

/**
 * One set of figures; found through {@link java.util.ServiceLoader} and chosen by {@code -Dbench}.
 */
public interface Bench {

  /** Name in {@code -Dbench=NAME} and in every line printed. */
  String name();

  /** Measures and reports through {@link BenchContext#figure}. */
  void run(BenchContext context) throws Exception;

  /** Heap of its JVM unless {@code bench.heap} names one. */
  default String defaultHeap() {
    return "4g";
  }
}
