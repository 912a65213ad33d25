package org.twinsuite.workbench.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.RulePackException;
import org.twinsuite.rules.signature.PackSignatureException;
import org.twinsuite.rules.signature.TrustedKeys;

/** Rule packs by the name they are asked for. */
public final class Packs {
  /** The pack that comes with the suite. */
  public static final String STANDARD = "standard";

  private Packs() {}

  /**
   * @param folder of the pack; {@code standard} or empty takes the one that comes with the suite
   * @throws ConfigException naming file, sheet and cell or line of what is wrong
   */
  public static RulePack load(String folder, TrustedKeys trusted) {
    if (folder.isEmpty() || folder.equals(STANDARD)) {
      return RulePack.standard();
    }
    return load(folder, Path.of(folder), trusted);
  }

  /**
   * @param packs folder with a folder for each pack
   * @param name {@code standard}, or name of a folder in it
   * @throws ConfigException as for {@link #load(String, TrustedKeys)}, without naming where the
   *     folder lies
   */
  static RulePack named(Path packs, String name, TrustedKeys trusted) {
    if (name.equals(STANDARD)) {
      return RulePack.standard();
    }
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
      throw new ConfigException("'" + name + "' is not a valid name of a rule pack");
    }
    if (packs == null) {
      throw new ConfigException(
          "rule pack " + name + " is not there: twinsuite.backtest.packs names no folder of packs");
    }
    return load(name, packs.resolve(name), trusted);
  }

  private static RulePack load(String name, Path folder, TrustedKeys trusted) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("rule pack " + name + " is not a folder");
    }
    try {
      return RulePack.load(folder, trusted);
    } catch (RulePackException | PackSignatureException unsound) {
      throw new ConfigException("rule pack " + name + ": " + unsound.getMessage());
    } catch (IOException unreadable) {
      throw new ConfigException("rule pack " + name + " cannot be read");
    }
  }
}
