package org.twinsuite.app.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.app.config.ConfigException;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.RulePackException;

/** Rule packs by the name they are asked for. */
public final class Packs {
  /** The pack that comes with the suite. */
  public static final String STANDARD = "standard";

  private Packs() {}

  /**
   * @param folder of the pack; {@code standard} or empty takes the one that comes with the suite
   * @throws ConfigException naming file, sheet and cell or line of what is wrong
   */
  public static RulePack load(String folder) {
    if (folder.isEmpty() || folder.equals(STANDARD)) {
      return RulePack.standard();
    }
    Path path = Path.of(folder);
    if (!Files.isDirectory(path)) {
      throw new ConfigException("rule pack " + folder + " is no folder");
    }
    try {
      return RulePack.load(path);
    } catch (RulePackException unsound) {
      throw new ConfigException("rule pack " + folder + ": " + unsound.getMessage());
    } catch (IOException unreadable) {
      throw new ConfigException("rule pack " + folder + " cannot be read");
    }
  }
}
