package org.twinsuite.pipeline.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.PackFolder;
import org.twinsuite.rules.pack.RuleInfo;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.table.TableError;

/**
 * The rule pack that decides now. A folder is looked at again and again; a sound change becomes the
 * live pack, an unsound one is kept as a problem while the former pack decides on.
 */
public final class LivePack {
  private static final Logger LOG = LoggerFactory.getLogger(LivePack.class);

  /** A pack and the levels of its rules before anybody changed them. */
  private record Live(RulePack pack, Map<String, RuleInfo> rules, Instant since) {}

  private final PackFolder folder;
  private final Optional<Autonomy> firstLevel;
  private volatile Live live;
  private volatile List<String> refused = List.of();
  private volatile String unreadable = "";
  private volatile Consumer<RulePack> listener = pack -> {};
  private volatile String unusable = "";

  private LivePack(PackFolder folder, Optional<Autonomy> firstLevel) {
    this.folder = folder;
    this.firstLevel = firstLevel;
  }

  /**
   * Opens the configured pack.
   *
   * @throws ConfigException naming file, sheet and cell or line when the pack cannot be used
   */
  public static LivePack open(AppConfig config) {
    String folder = config.get(RuleOptions.RULES_FOLDER);
    Optional<Autonomy> firstLevel = config.get(RuleOptions.RULES_LEVEL);
    if (folder.isEmpty()) {
      LivePack standard = new LivePack(null, firstLevel);
      standard.run(RulePack.standard());
      return standard;
    }
    LivePack pack =
        new LivePack(
            new PackFolder(Path.of(folder), config.get(RuleOptions.RULES_TRUSTED_KEYS)),
            firstLevel);
    pack.look();
    if (pack.live == null) {
      throw new ConfigException(
          RuleOptions.RULES_FOLDER.name() + ": " + String.join("; ", pack.problems()));
    }
    return pack;
  }

  /** Looks into the folder; what is wrong there is told by {@link #problems()}. */
  public synchronized void look() {
    if (folder == null) {
      return;
    }
    try {
      PackFolder.ScanResult look = folder.scan();
      unreadable = "";
      if (look instanceof PackFolder.Changed changed) {
        refused = List.of();
        if (live == null || !live.pack().hash().equals(changed.pack().hash())) {
          run(changed.pack());
        }
      } else if (look instanceof PackFolder.Refused bad) {
        refused = bad.errors().stream().map(TableError::toString).toList();
        LOG.error("the changed rule pack is refused, the former one runs on: {}", refused);
      }
    } catch (IOException | RuntimeException failed) {
      unreadable = "the folder cannot be read: " + failed.getMessage();
      LOG.warn("rule pack: {}", unreadable);
    }
  }

  /** A pack that is sound by itself cannot be run; whoever finds out decides by the former one. */
  public void unusable(RulePack pack, String reason) {
    if (live.pack() == pack) {
      unusable = reason;
    }
  }

  private void run(RulePack pack) {
    Map<String, RuleInfo> rules = new LinkedHashMap<>();
    pack.rules()
        .forEach(
            (id, rule) ->
                rules.put(
                    id,
                    new RuleInfo(
                        rule.ruleId(),
                        rule.name(),
                        rule.version(),
                        rule.owner(),
                        firstLevel.orElse(rule.autonomy()),
                        rule.budget())));
    unusable = "";
    live = new Live(pack, Map.copyOf(rules), Instant.now());
    LOG.info("rule pack {} is live", pack);
    listener.accept(pack);
  }

  /**
   * Tells of each pack that becomes live, and at once of the one that is.
   *
   * @param heard must not throw
   */
  public synchronized void onLive(Consumer<RulePack> heard) {
    listener = heard;
    heard.accept(live.pack());
  }

  /** The pack that decides now; never null. */
  public RulePack current() {
    return live.pack();
  }

  /** Rules of the live pack by id, each with the level it has before anybody changed it. */
  public Map<String, RuleInfo> rules() {
    return live.rules();
  }

  /** When the live pack became live. */
  public Instant since() {
    return live.since();
  }

  /** Why what lies in the folder is not live, one sentence each; empty when it is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(refused);
    if (!unreadable.isEmpty()) {
      problems.add(unreadable);
    }
    if (!unusable.isEmpty()) {
      problems.add(unusable);
    }
    return problems;
  }
}
