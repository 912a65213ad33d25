package org.twinsuite.workbench.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.pipeline.config.ConfigException;
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
    return load(folder, Path.of(folder));
  }

  /**
   * @param packs folder with a folder for each pack
   * @param name {@code standard}, or name of a folder in it
   * @throws ConfigException as for {@link #load(String)}, without naming where the folder lies
   */
  static RulePack named(Path packs, String name) {
    if (name.equals(STANDARD)) {
      return RulePack.standard();
    }
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
      throw new ConfigException("'" + name + "' is no name of a rule pack");
    }
    if (packs == null) {
      throw new ConfigException(
          "rule pack " + name + " is not there: twinsuite.backtest.packs names no folder of packs");
    }
    return load(name, packs.resolve(name));
  }

  private static RulePack load(String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("rule pack " + name + " is no folder");
    }
    try {
      return RulePack.load(folder);
    } catch (RulePackException unsound) {
      throw new ConfigException("rule pack " + name + ": " + unsound.getMessage());
    } catch (IOException unreadable) {
      throw new ConfigException("rule pack " + name + " cannot be read");
    }
  }
}
