package org.twinsuite.rules.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.twinsuite.rules.signature.TrustedKeys;
import org.twinsuite.rules.table.TableError;

/**
 * A folder in which planners change a rule pack. Poll it every few seconds from one thread; hand a
 * new pack to {@link org.twinsuite.rules.engine.RuleEngine#reload} of every partition.
 */
public final class PackFolder {

  /** What a scan of the folder found. */
  public sealed interface ScanResult permits Unchanged, Changed, Refused {}

  /** As before; also while a refused pack is still the same. */
  public record Unchanged() implements ScanResult {}

  /** A new, sound pack. */
  public record Changed(RulePack pack) implements ScanResult {}

  /** A new pack that cannot be used; the former one is to run on. */
  public record Refused(List<TableError> errors) implements ScanResult {}

  private final Path folder;
  private final TrustedKeys trusted;
  private String known = "";

  /** A folder whose packs need no signature. */
  public PackFolder(Path folder) {
    this(folder, TrustedKeys.none());
  }

  /**
   * @param trusted keys one of which must have signed a pack with rules of its own
   */
  public PackFolder(Path folder, TrustedKeys trusted) {
    this.folder = folder;
    this.trusted = trusted;
  }

  /**
   * @throws IOException if the folder cannot be read
   */
  public ScanResult scan() throws IOException {
    PackFiles files = PackFiles.of(folder);
    String fingerprint = files.fingerprint();
    if (fingerprint.equals(known)) {
      return new Unchanged();
    }
    known = fingerprint;
    try {
      return new Changed(files.compile(trusted));
    } catch (RulePackException e) {
      return new Refused(e.errors());
    }
  }
}
