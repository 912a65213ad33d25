package org.twinsuite.rules.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kie.api.KieBase;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.signature.TrustedKeys;

/**
 * A set of rules that was checked and compiled: DRL for detection, tables for limits and orders. It
 * is immutable and may be shared by all partitions.
 */
public final class RulePack {

  private static final int SHOWN = 12;

  private final String name;
  private final String hash;
  private final String signer;
  private final Tables tables;
  private final Map<String, RuleInfo> rules;
  private final KieBase kieBase;

  RulePack(
      String name,
      String hash,
      String signer,
      Tables tables,
      Map<String, RuleInfo> rules,
      KieBase kieBase) {
    this.name = name;
    this.hash = hash;
    this.signer = signer;
    this.tables = tables;
    this.rules = Map.copyOf(rules);
    this.kieBase = kieBase;
  }

  /** The pack that comes with the suite. */
  public static RulePack standard() {
    return PackFiles.standard().compile(TrustedKeys.none());
  }

  /** Writes the files of the pack that comes with the suite into a folder, to be changed there. */
  public static void writeStandard(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : PackFiles.standard().contents().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** As {@link #load(Path, TrustedKeys)}, signed or not. */
  public static RulePack load(Path folder) throws IOException {
    return load(folder, TrustedKeys.none());
  }

  /**
   * Reads all {@code .drl}, {@code .csv} and {@code .xlsx} files of a folder. Without {@code .drl}
   * the standard rules judge by the tables.
   *
   * @param trusted keys one of which must have signed a pack with rules of its own; if there are
   *     none, nothing has to be signed
   * @throws RulePackException if anything in it is wrong
   * @throws IOException if it cannot be read
   */
  public static RulePack load(Path folder, TrustedKeys trusted) throws IOException {
    return PackFiles.of(folder).compile(trusted);
  }

  public String name() {
    return name;
  }

  /** SHA-256 over all names and contents, 64 hex digits: the version of the pack. */
  public String hash() {
    return hash;
  }

  /** The first 12 digits of {@link #hash()}, for people; never to be compared. */
  public String shortHash() {
    return hash.substring(0, SHOWN);
  }

  /** Id of the key the pack was signed with; empty if nothing had to be signed. */
  public String signer() {
    return signer;
  }

  public Tables tables() {
    return tables;
  }

  /** By rule id. */
  public Map<String, RuleInfo> rules() {
    return rules;
  }

  public KieBase kieBase() {
    return kieBase;
  }

  @Override
  public String toString() {
    return name + "@" + shortHash();
  }
}
