package org.twinsuite.e2e.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A rule pack with one rule, T-1, over the vibration of every machine. */
record RulePackFolder(Path folder) {
  private static final String CONDITION =
      """
      package test
      import org.twinsuite.rules.detect.LevelDetector
      global org.twinsuite.rules.engine.Findings findings
      rule "Level" @ruleId("T-1") @version("1") @owner("me") @autonomy("%1$s") @budget("%2$d")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= required) then findings.raise($w); end
      rule "Level again" @ruleId("T-1") @version("1") @owner("me") @autonomy("%1$s") @budget("%2$d")
      when $w : LevelDetector(ruleId == "T-1", raised, clearCount >= required) then findings.clear($w); end
      """;
  private static final String ORDERS =
      """
      class,failureMode,failureCode,priority,urgentPriority,workFromHours,workToHours,coolDownHours,settleHours,snoozeHours,outcomeHours,part,scope,title
      *,*,VIB,3,2,4,72,24,12,168,48,,thing,Inspect {thing}
      """;
  private static final String LEVELS =
      """
      rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of
      T-1,*,vibration,wear,mm/s,above,%s,20,2.5,8,10
      """;

  static RulePackFolder write(Path folder, String autonomy, int budget) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("condition.drl"), CONDITION.formatted(autonomy, budget));
    Files.writeString(folder.resolve("orders.csv"), ORDERS);
    RulePackFolder pack = new RulePackFolder(folder);
    pack.alarmAt("2.8");
    return pack;
  }

  /** Changes the limit in the table, as a planner does. */
  void alarmAt(String level) throws IOException {
    write("levels.csv", LEVELS.formatted(level));
  }

  /** Changes a file at once, so that nobody reads half of it. */
  void write(String file, String text) throws IOException {
    Path written = Files.writeString(folder.resolveSibling(file + ".new"), text);
    Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }
}
