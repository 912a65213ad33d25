package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.RulePackException;

/**
 * Files of a rule pack, put over the standard pack. An input is named by its file, or by the header
 * {@code file}; one file of a table replaces those of the same table.
 *
 * <p>Out come {@code loaded}, {@code errors} as text, and {@code limits} with {@code signal},
 * {@code alarm}, {@code urgent}, {@code clear} and {@code origin}.
 */
final class TableKind implements CaseKind {
  private static final String[] ENDINGS = {".csv", ".xlsx"};

  @Override
  public JsonNode run(Case input) throws Exception {
    Path folder = Files.createTempDirectory("pack");
    ObjectNode out = new JsonMapper().createObjectNode();
    ArrayNode errors = out.putArray("errors");
    ArrayNode limits = out.putArray("limits");
    try {
      RulePack.writeStandard(folder);
      for (Case.Input file : input.inputs()) {
        String name = file.headers().getOrDefault("file", file.name());
        String table = name.substring(0, name.lastIndexOf('.'));
        for (String ending : ENDINGS) {
          Files.deleteIfExists(folder.resolve(table + ending));
        }
        Files.write(folder.resolve(name), file.content());
      }
      RulePack pack = RulePack.load(folder);
      out.put("loaded", true);
      pack.tables()
          .limits()
          .forEach(
              limit ->
                  limits
                      .addObject()
                      .put("signal", limit.source())
                      .put("alarm", limit.alarm())
                      .put("urgent", limit.urgent())
                      .put("clear", limit.clear())
                      .put("origin", limit.origin()));
    } catch (RulePackException refused) {
      out.put("loaded", false);
      refused.errors().forEach(error -> errors.add(error.toString()));
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    return out;
  }
}
