package org.twinsuite.pipeline.history;

import java.util.Collection;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** Where series of things are read from. */
@FunctionalInterface
public interface SeriesSource {

  /**
   * Reads the series of some things, each property oldest first, one value per time.
   *
   * @param properties properties to read; empty reads all
   * @return thing id to property to points; things without a sample are absent
   */
  Map<String, Map<String, Points>> read(
      Collection<String> things, Collection<String> properties, BufferAllocator allocator);
}
