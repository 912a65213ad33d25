package org.twinsuite.app.canary;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.twin.DittoAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows that the app's own subject can write a thing and read it back. */
@Command(
    name = "canary",
    description =
        "Writes into a thing that is there for nothing else and reads it back, with its history."
            + " Exit code 1 when a step failed.")
public final class CanaryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "THING", description = "id of the canary thing", arity = "0..1")
  private String thingId;

  @Spec private CommandSpec spec;

  private final Supplier<DittoAccess> ditto;

  public CanaryCommand(Supplier<DittoAccess> ditto) {
    this.ditto = ditto;
  }

  @Override
  public Integer call() throws Exception {
    if (thingId == null) {
      throw new ConfigException(
          "canary needs the id of a thing, such as org.plant:twinsuite-canary");
    }
    long revision = Canary.sing(ditto.get(), thingId);
    spec.commandLine()
        .getOut()
        .printf("ok  %s: revision %d was written and read back%n", thingId, revision);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
