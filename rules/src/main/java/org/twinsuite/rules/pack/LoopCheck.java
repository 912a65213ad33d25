package org.twinsuite.rules.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.twinsuite.rules.table.TableError;

/**
 * LoopCheck in consequences and functions. The engine stops a rule that fires without end, but
 * nobody can stop Java code that never comes back, so what could is refused before it runs.
 */
final class LoopCheck {

  private static final Pattern LOOP = Pattern.compile("\\b(while|for|do)\\s*[({]");
  private static final Pattern NO_CODE =
      Pattern.compile("//[^\\n]*|/\\*.*?\\*/|\"(\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

  private LoopCheck() {}

  /** Files that cannot be parsed are left to the compiler, which says where and why. */
  static void check(Map<String, String> sources, List<TableError> errors) {
    sources.forEach(
        (file, drl) -> {
          try {
            PackageDescr parsed = new DrlParser(LanguageLevelOption.DRL6).parse(false, drl);
            if (parsed != null) {
              check(file, parsed, errors);
            }
          } catch (DroolsParserException unreadable) {
            // the compiler says where and why
          }
        });
  }

  private static void check(String file, PackageDescr parsed, List<TableError> errors) {
    for (RuleDescr rule : parsed.getRules()) {
      Map<String, Object> consequences = new LinkedHashMap<>(rule.getNamedConsequences());
      consequences.put("then", rule.getConsequence());
      for (Object code : consequences.values()) {
        look(file, "rule '" + rule.getName() + "'", rule.getConsequenceLine(), code, errors);
      }
    }
    for (FunctionDescr function : parsed.getFunctions()) {
      look(file, "function " + function.getName(), function.getLine(), function.getBody(), errors);
    }
  }

  private static void look(
      String file, String where, int line, Object code, List<TableError> errors) {
    Matcher loop = LOOP.matcher(NO_CODE.matcher(String.valueOf(code)).replaceAll(" "));
    if (loop.find()) {
      errors.add(
          new TableError(
              file,
              "",
              "line " + line,
              where
                  + " has a loop ("
                  + loop.group(1)
                  + "), which cannot be stopped if it never ends; let the conditions find what it"
                  + " looks for"));
    }
  }
}
