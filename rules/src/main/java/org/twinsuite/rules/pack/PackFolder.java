package org.twinsuite.rules.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.twinsuite.rules.table.TableError;

/**
 * A folder in which planners change a rule pack. Poll it every few seconds from one thread; hand a
 * new pack to {@link org.twinsuite.rules.engine.RuleEngine#reload} of every partition.
 */
public final class PackFolder {

  /** What a look into the folder brought. */
  public sealed interface Look permits Unchanged, Changed, Refused {}

  /** As before; also while a refused pack is still the same. */
  public record Unchanged() implements Look {}

  /** A new, sound pack. */
  public record Changed(RulePack pack) implements Look {}

  /** A new pack that cannot be used; the former one is to run on. */
  public record Refused(List<TableError> errors) implements Look {}

  private final Path folder;
  private String known = "";

  public PackFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws IOException if the folder cannot be read
   */
  public Look look() throws IOException {
    PackFiles files = PackFiles.of(folder);
    String hash = files.hash();
    if (hash.equals(known)) {
      return new Unchanged();
    }
    known = hash;
    try {
      return new Changed(files.compile());
    } catch (RulePackException e) {
      return new Refused(e.errors());
    }
  }
}
