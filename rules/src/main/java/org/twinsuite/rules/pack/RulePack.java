package org.twinsuite.rules.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.kie.api.KieBase;

/**
 * A set of rules that was checked and compiled: DRL for detection, tables for limits and orders. It
 * is immutable and may be shared by all partitions.
 */
public final class RulePack {

  private final String name;
  private final String hash;
  private final Tables tables;
  private final Map<String, RuleInfo> rules;
  private final KieBase kieBase;

  RulePack(String name, String hash, Tables tables, Map<String, RuleInfo> rules, KieBase kieBase) {
    this.name = name;
    this.hash = hash;
    this.tables = tables;
    this.rules = Map.copyOf(rules);
    this.kieBase = kieBase;
  }

  /** The pack that comes with the suite. */
  public static RulePack standard() {
    return PackFiles.standard().compile();
  }

  /**
   * Reads all {@code .drl}, {@code .csv} and {@code .xlsx} files of a folder.
   *
   * @throws RulePackException if anything in it is wrong
   * @throws IOException if it cannot be read
   */
  public static RulePack load(Path folder) throws IOException {
    return PackFiles.of(folder).compile();
  }

  public String name() {
    return name;
  }

  /** First 12 hex digits of the SHA-256 over all names and contents: the version of the pack. */
  public String hash() {
    return hash;
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
    return name + "@" + hash;
  }
}
