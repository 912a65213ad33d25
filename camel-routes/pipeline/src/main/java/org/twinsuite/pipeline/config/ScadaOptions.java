package org.twinsuite.pipeline.config;

import java.util.List;

/** Options: control systems, whose tags feed the twins and take set points. */
public final class ScadaOptions {
  public static final Option<String> TAGS =
      new Option<>(
          "twinsuite.scada.tags",
          "",
          Values::text,
          "tag map (file, or classpath:NAME): the points of control systems that feed twins, and"
              + " those rules may write to, within their bounds; empty for none");

  public static final Option<List<String>> SOURCES =
      new Option<>(
          "twinsuite.scada.sources",
          "all",
          Values::list,
          "comma-separated sources of the tag map that feed the twins; all, or none to write only");

  static final List<Option<?>> ALL = List.of(TAGS, SOURCES);

  private ScadaOptions() {}
}
