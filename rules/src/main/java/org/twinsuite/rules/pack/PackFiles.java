package org.twinsuite.rules.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.twinsuite.rules.table.Sheet;
import org.twinsuite.rules.table.SheetReader;
import org.twinsuite.rules.table.TableError;

/**
 * The files of a pack, as they are.
 *
 * @param contents by file name
 */
record PackFiles(String name, SortedMap<String, byte[]> contents) {

  private static final String STANDARD = "/org/twinsuite/rules/packs/standard/";
  private static final List<String> STANDARD_FILES =
      List.of(
          "data.drl",
          "energy.drl",
          "levels.drl",
          "life.drl",
          "pumps.drl",
          "responses.drl",
          "rotating.drl",
          "costs.csv",
          "derived.csv",
          "forecasts.csv",
          "levels.csv",
          "orders.csv",
          "quality.csv",
          "responses.csv",
          "silence.csv",
          "stale.csv",
          "vibration.csv",
          "zones.csv");

  static PackFiles standard() {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String file : STANDARD_FILES) {
      try (InputStream in = PackFiles.class.getResourceAsStream(STANDARD + file)) {
        contents.put(file, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException("standard rule pack: " + file, e);
      }
    }
    return new PackFiles("standard", contents);
  }

  static PackFiles of(Path folder) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".drl") || SheetReader.reads(name) && !name.startsWith("~$")) {
          contents.put(name, Files.readAllBytes(file));
        }
      }
    }
    return new PackFiles(folder.getFileName().toString(), contents);
  }

  RulePack compile() {
    List<TableError> errors = new ArrayList<>();
    Tables tables = new TableParser(errors).parse(sheets(errors));
    if (contents.keySet().stream().noneMatch(f -> f.endsWith(".drl"))) {
      errors.add(new TableError(name, "", "", "has no .drl file"));
    }
    if (!errors.isEmpty()) {
      throw new RulePackException(errors);
    }
    DrlCompiler.Compiled compiled = DrlCompiler.compile(drl(), errors);
    if (errors.isEmpty()) {
      RuleCheck.everyRowHasARule(tables, compiled.rules(), errors);
    }
    if (!errors.isEmpty()) {
      throw new RulePackException(errors);
    }
    return new RulePack(name, hash(), tables, compiled.rules(), compiled.kieBase());
  }

  private List<Sheet> sheets(List<TableError> errors) {
    List<Sheet> sheets = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      if (SheetReader.reads(file.getKey())) {
        try {
          sheets.addAll(SheetReader.read(file.getKey(), file.getValue()));
        } catch (IOException e) {
          errors.add(new TableError(file.getKey(), "", "", "cannot be read: " + e.getMessage()));
        }
      }
    }
    return sheets;
  }

  private SortedMap<String, String> drl() {
    SortedMap<String, String> sources = new TreeMap<>();
    contents.forEach(
        (file, bytes) -> {
          if (file.endsWith(".drl")) {
            sources.put(file, new String(bytes, StandardCharsets.UTF_8));
          }
        });
    return sources;
  }

  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      contents.forEach(
          (file, bytes) -> {
            digest.update((file + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
