package org.twinsuite.rules.pack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.twinsuite.rules.pack.row.RuleRow;
import org.twinsuite.rules.table.TableError;

/** Compiles DRL in memory to a stream knowledge base. */
final class DrlCompiler {

  /** Same sources, same knowledge base: a changed table does not compile anything again. */
  private static final Map<SortedMap<String, String>, KieBase> COMPILED = new ConcurrentHashMap<>();

  private static final int KEPT = 8;
  private static final Pattern QUOTED = Pattern.compile("Expression (.+?):\\s");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");

  record Compiled(Map<String, RuleInfo> rules, KieBase kieBase) {}

  private DrlCompiler() {}

  /**
   * @param rows table rules; a rule that is in it has its metadata from there
   */
  static Compiled compile(
      SortedMap<String, String> sources, Map<String, RuleRow> rows, List<TableError> errors) {
    KieBase known = COMPILED.get(sources);
    if (known == null) {
      known = build(sources, errors);
      if (known == null) {
        return null;
      }
      if (COMPILED.size() >= KEPT) {
        COMPILED.clear();
      }
      COMPILED.put(sources, known);
    }
    return new Compiled(rules(known, rows, errors), known);
  }

  private static KieBase build(SortedMap<String, String> sources, List<TableError> errors) {
    LoopCheck.check(sources, errors);
    if (!errors.isEmpty()) {
      return null;
    }
    KieServices services = KieServices.get();
    ReleaseId release =
        services.newReleaseId(
            // a 32 bit hash of the sources would let two packs share one release
            "org.twinsuite.packs", "pack", UUID.randomUUID().toString());
    KieFileSystem files = services.newKieFileSystem().generateAndWritePomXML(release);
    sources.forEach((file, drl) -> files.write("src/main/resources/" + folder(drl) + file, drl));
    KieBuilder builder = services.newKieBuilder(files, DrlCompiler.class.getClassLoader());
    builder.buildAll();
    for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
      String path = message.getPath() == null ? "rules" : message.getPath();
      String file = path.substring(path.lastIndexOf('/') + 1);
      int line =
          message.getLine() > 0
              ? message.getLine()
              : line(sources.getOrDefault(file, ""), message.getText());
      errors.add(new TableError(file, "", line > 0 ? "line " + line : "", message.getText()));
    }
    if (!errors.isEmpty()) {
      return null;
    }
    var config = services.newKieBaseConfiguration();
    config.setOption(EventProcessingOption.STREAM);
    return services.newKieContainer(release, DrlCompiler.class.getClassLoader()).newKieBase(config);
  }

  /** Some messages name no line but quote what stands there; 0 if it cannot be found. */
  private static int line(String drl, String message) {
    Matcher quoted = QUOTED.matcher(message);
    int at = quoted.find() ? drl.indexOf(quoted.group(1)) : -1;
    return at < 0 ? 0 : (int) drl.substring(0, at).lines().count();
  }

  /** Drools wants a file in the folder of its package. */
  private static String folder(String drl) {
    Matcher name = PACKAGE.matcher(drl);
    return name.find() ? name.group(1).replace('.', '/') + '/' : "packs/";
  }

  private static Map<String, RuleInfo> rules(
      KieBase kieBase, Map<String, RuleRow> rows, List<TableError> errors) {
    Map<String, RuleInfo> rules = new HashMap<>();
    rows.values().forEach(row -> rules.put(row.ruleId(), RuleInfo.of(row)));
    Set<String> joined = new HashSet<>();
    for (KiePackage pack : kieBase.getKiePackages()) {
      for (Rule rule : pack.getRules()) {
        String id = String.valueOf(rule.getMetaData().getOrDefault("ruleId", ""));
        if (rows.containsKey(id)) {
          joined.add(id);
          checkListed(rule, rows.get(id), errors);
        } else if (!id.isEmpty()) {
          annotated(rule, rules, errors);
        }
      }
    }
    for (RuleRow row : rows.values()) {
      if (row.judged() == RuleRow.Judged.JOINS && !joined.contains(row.ruleId())) {
        errors.add(
            new TableError(
                row.origin(),
                "",
                "",
                "judged is joins, but no rule in DRL has @ruleId(" + row.ruleId() + ")"));
      }
    }
    return rules;
  }

  private static void checkListed(Rule rule, RuleRow row, List<TableError> errors) {
    for (String annotation : List.of("version", "owner", "autonomy", "budget")) {
      if (rule.getMetaData().containsKey(annotation)) {
        errors.add(
            new TableError(
                "rule " + rule.getName(),
                "",
                "",
                "delete @" + annotation + ": it is in " + row.origin()));
      }
    }
    if (row.judged() != RuleRow.Judged.JOINS) {
      errors.add(
          new TableError(
              "rule " + rule.getName(),
              "",
              "",
              "limits decide on "
                  + row.ruleId()
                  + " by themselves; let "
                  + row.origin()
                  + " say joins, or delete this rule"));
    }
  }

  private static void annotated(Rule rule, Map<String, RuleInfo> rules, List<TableError> errors) {
    RuleInfo info = info(rule, errors);
    RuleInfo known = rules.putIfAbsent(info.ruleId(), info);
    if (known != null && !known.saysTheSame(info)) {
      errors.add(
          new TableError(
              "rule " + rule.getName(),
              "",
              "",
              "contradicts rule "
                  + known.name()
                  + ": rules of one @ruleId("
                  + info.ruleId()
                  + ") need the same @version, @owner, @autonomy and @budget"));
    }
  }

  private static RuleInfo info(Rule rule, List<TableError> errors) {
    Map<String, Object> meta = rule.getMetaData();
    try {
      return new RuleInfo(
          String.valueOf(meta.get("ruleId")),
          rule.getName(),
          String.valueOf(meta.getOrDefault("version", "0")),
          String.valueOf(meta.getOrDefault("owner", "unknown")),
          Autonomy.parse(String.valueOf(meta.getOrDefault("autonomy", "shadow"))),
          Integer.parseInt(String.valueOf(meta.getOrDefault("budget", "10"))));
    } catch (IllegalArgumentException e) {
      errors.add(new TableError("rule " + rule.getName(), "", "", e.getMessage()));
      return new RuleInfo("?", rule.getName(), "0", "unknown", Autonomy.SHADOW, 0);
    }
  }
}
