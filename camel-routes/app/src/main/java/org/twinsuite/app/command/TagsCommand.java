package org.twinsuite.app.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.connectors.scada.TagCheck;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.ScadaOptions;
import org.twinsuite.pipeline.scada.ControlSystems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connects to each control system of the tag map, reads each tag once and prints a table. */
@Command(
    name = "tags",
    description =
        "Checks the tag map, connects to each control system, reads each tag once and prints a"
            + " table. Exit code 1 when a tag has no good value.")
public final class TagsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "TAG_MAP",
      description = "a tag map that is not live yet; that of the app when not given")
  private String file;

  private final Supplier<AppConfig> config;

  public TagsCommand(Supplier<AppConfig> config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    AppConfig options = config.get();
    TagMap map = file == null ? ControlSystems.map(options) : ControlSystems.read(file, options);
    if (map.sources().isEmpty()) {
      throw new ConfigException(
          ScadaOptions.TAGS.name() + " is empty: set it, or give a tag map to check");
    }
    return TagCheck.run(map, spec.commandLine().getOut());
  }
}
