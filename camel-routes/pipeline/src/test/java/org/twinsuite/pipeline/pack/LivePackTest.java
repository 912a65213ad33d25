package org.twinsuite.pipeline.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RulePack;

class LivePackTest {
  private static final String CONDITION =
      """
      package test
      import org.twinsuite.rules.detect.LevelDetector
      global org.twinsuite.rules.engine.Findings findings
      rule "Level" @ruleId("T-1") @version("1") @owner("me") @autonomy("auto") @budget("3")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= required) then findings.raise($w); end
      """;
  private static final String LEVELS =
      """
      rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of
      T-1,*,vibration,wear,mm/s,above,%s,4.5,2.5,8,10
      """;

  private static final String ORDERS =
      """
      class,failureMode,failureCode,priority,urgentPriority,workFromHours,workToHours,coolDownHours,settleHours,snoozeHours,outcomeHours,part,scope,title
      *,*,UNK,3,2,4,72,24,24,168,48,,thing,Inspect {thing}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), ORDERS);
    Files.writeString(folder.resolve("condition.drl"), CONDITION);
    Files.writeString(folder.resolve("levels.csv"), LEVELS.formatted("2.8"));
  }

  private LivePack open(String level) {
    return LivePack.open(
        AppConfig.of(
            Map.of("twinsuite.rules.folder", folder.toString(), "twinsuite.rules.level", level)));
  }

  @Test
  void aChangedTableIsLiveAndAnUnsoundOneIsRefusedWithItsPlace() throws IOException {
    LivePack packs = open("pack");
    RulePack first = packs.current();
    packs.look();
    assertThat(packs.current()).isSameAs(first);
    // WHEN a table is changed
    Files.writeString(folder.resolve("levels.csv"), LEVELS.formatted("3.1"));
    packs.look();
    // THEN
    RulePack second = packs.current();
    assertThat(second.hash()).isNotEqualTo(first.hash());
    assertThat(packs.problems()).isEmpty();
    // WHEN a cell is wrong
    Files.writeString(folder.resolve("levels.csv"), LEVELS.formatted("much"));
    packs.look();
    packs.look();
    // THEN the former one runs on
    assertThat(packs.current()).isSameAs(second);
    assertThat(packs.problems()).singleElement().asString().contains("levels.csv", "G2", "much");
    // WHEN it is put right
    Files.writeString(folder.resolve("levels.csv"), LEVELS.formatted("3.1"));
    packs.look();
    // THEN nothing is loaded anew
    assertThat(packs.problems()).isEmpty();
    assertThat(packs.current()).isSameAs(second);
  }

  /** Kubernetes writes a new folder and turns the link {@code ..data} to it. */
  @Test
  void aChangedConfigMapIsLiveAtTheNextLook() throws IOException {
    // GIVEN the folder as a ConfigMap is mounted
    Path mounted = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-mounted"));
    Path first = Files.createDirectory(mounted.resolve("..2026_01"));
    for (String file : List.of("orders.csv", "condition.drl", "levels.csv")) {
      Files.copy(folder.resolve(file), first.resolve(file));
      Files.createSymbolicLink(mounted.resolve(file), Path.of("..data", file));
    }
    Files.createSymbolicLink(mounted.resolve("..data"), first.getFileName());
    AppConfig config = AppConfig.of(Map.of("twinsuite.rules.folder", mounted.toString()));
    LivePack packs = LivePack.open(config);
    RulePack before = packs.current();
    // WHEN the ConfigMap is changed, keeping size and time of the file
    Path second = Files.createDirectory(mounted.resolve("..2026_02"));
    for (String file : List.of("orders.csv", "condition.drl")) {
      Files.copy(first.resolve(file), second.resolve(file));
    }
    Files.writeString(second.resolve("levels.csv"), LEVELS.formatted("3.1"));
    Files.setLastModifiedTime(
        second.resolve("levels.csv"), Files.getLastModifiedTime(first.resolve("levels.csv")));
    Path turned = mounted.resolve("..data_tmp");
    Files.createSymbolicLink(turned, second.getFileName());
    Files.move(turned, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    packs.look();
    // THEN
    assertThat(packs.problems()).isEmpty();
    assertThat(packs.current().hash()).isNotEqualTo(before.hash());
    // AND a look is never far away
    assertThat(config.get(RuleOptions.RULES_LOOK)).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aFolderThatIsGoneForAWhileChangesNothing() throws IOException {
    LivePack packs = open("pack");
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    packs.look();
    assertThat(packs.problems()).singleElement().asString().contains("cannot be read");
    Files.move(away, folder);
    packs.look();
    assertThat(packs.problems()).isEmpty();
  }

  @Test
  void theFirstLevelMayBeSetForAllRules() {
    assertThat(open("pack").rules().get("T-1").autonomy()).isEqualTo(Autonomy.AUTO);
    assertThat(open("shadow").rules().get("T-1").autonomy()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void noRuleOfTheStandardPackOrdersByItself() {
    LivePack standard = LivePack.open(AppConfig.of(Map.of()));
    assertThat(standard.rules().values())
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.autonomy()).isEqualTo(Autonomy.SHADOW));
  }

  @Test
  void anUnsoundPackStopsTheStart() throws IOException {
    Files.writeString(folder.resolve("condition.drl"), "rule {");
    assertThatThrownBy(() -> open("pack"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twinsuite.rules.folder")
        .hasMessageContaining("condition.drl");
    for (Path file : List.of(folder.resolve("condition.drl"))) {
      Files.delete(file);
    }
    // AND tables that name a rule which the standard rules do not have
    assertThatThrownBy(() -> open("pack")).hasMessageContaining("no rule has @ruleId(T-1)");
  }
}
