package org.twinsuite.pipeline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.signature.TrustedKeys;

/** Options: rule sessions, their clock and the rule pack. */
public final class RuleOptions {
  public static final Option<ClockMode> CLOCK =
      new Option<>(
          "twinsuite.clock",
          "wall",
          ClockMode::parse,
          "wall: the machine's clock; event: time is the newest event seen (replay, simulation)");

  public static final Option<Integer> PARTITIONS =
      new Option<>(
          "twinsuite.partitions",
          "2",
          Values.number(1, 256),
          "rule sessions in this process, things are spread over them by id, 1 to 256");

  public static final Option<String> RULES_FOLDER =
      new Option<>(
          "twinsuite.rules.folder",
          "",
          Values::text,
          "folder with a rule pack; a change in it becomes live without a restart, an unsound one is"
              + " refused; empty uses the built-in standard pack");

  public static final Option<Duration> RULES_LOOK =
      new Option<>(
          "twinsuite.rules.look",
          "PT2S",
          Values::duration,
          "time between two looks into the folder of the rule pack");

  public static final Option<Optional<Autonomy>> RULES_LEVEL =
      new Option<>(
          "twinsuite.rules.level",
          "pack",
          value -> value.equals("pack") ? Optional.empty() : Optional.of(Autonomy.parse(value)),
          "autonomy level of rules whose level nobody has changed yet: pack (as the rule pack says;"
              + " the standard pack says shadow), shadow, recommend, approve or auto");

  public static final Option<TrustedKeys> RULES_TRUSTED_KEYS =
      new Option<>(
          "twinsuite.rules.trusted-keys",
          "",
          value -> TrustedKeys.parse(Values.list(value)),
          "comma-separated Ed25519 public keys, as rules keygen prints them; with any, a pack with"
              + " rules (.drl) is used only when one of them signed it");

  public static final Option<Integer> REBUILD =
      new Option<>(
          "twinsuite.rules.rebuild",
          "200",
          Values.number(1, 10_000),
          "changes of each thing read from Ditto's history after a restart, to rebuild the rules'"
              + " windows");

  public static final Option<String> BACKTEST_PACKS =
      new Option<>(
          "twinsuite.backtest.packs",
          "",
          Values::text,
          "folder with a folder for each rule pack that may be named in POST /backtests; empty allows"
              + " the live and the standard pack only");

  static final List<Option<?>> ALL =
      List.of(
          CLOCK,
          PARTITIONS,
          RULES_FOLDER,
          RULES_LOOK,
          RULES_LEVEL,
          RULES_TRUSTED_KEYS,
          REBUILD,
          BACKTEST_PACKS);

  private RuleOptions() {}
}
