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
import org.twinsuite.rules.pack.parse.TableParser;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.signature.PackSignatureException;
import org.twinsuite.rules.signature.TrustedKeys;
import org.twinsuite.rules.signature.VerificationKey;
import org.twinsuite.rules.table.Sheet;
import org.twinsuite.rules.table.SheetReader;
import org.twinsuite.rules.table.TableError;

/**
 * The files of a pack, as they are. A pack without rules of its own runs by the standard ones.
 *
 * @param contents by file name
 * @param signature content of {@link PackSignature#FILE}; null if there is none
 */
record PackFiles(String name, SortedMap<String, byte[]> contents, byte[] signature) {

  private static final String DRL = ".drl";
  private static final int MAX_FILES = 200;
  private static final long MAX_FILE_BYTES = 16L << 20;
  private static final long MAX_BYTES = 64L << 20;

  private static final String RESOURCES = "/org/twinsuite/rules/packs/";

  /** Part of every pack. */
  private static final String LIMITS = "limits.drl";

  private static final String RULES = "rules.csv";
  private static final List<String> STANDARD_FILES =
      List.of(
          "data.drl",
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
          "rules.csv",
          "silence.csv",
          "stale.csv",
          "vibration.csv",
          "zones.csv");

  static PackFiles standard() {
    return new PackFiles("standard", standardFiles(""), null);
  }

  private static SortedMap<String, byte[]> standardFiles(String ending) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String file : STANDARD_FILES) {
      if (!file.endsWith(ending)) {
        continue;
      }
      contents.put(file, resource("standard/" + file));
    }
    return contents;
  }

  private static byte[] resource(String file) {
    try (InputStream in = PackFiles.class.getResourceAsStream(RESOURCES + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("standard rule pack: " + file, e);
    }
  }

  /**
   * Reads a folder.
   *
   * @throws IOException if it cannot be read, or holds more than a pack may
   */
  static PackFiles of(Path folder) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    byte[] signature = null;
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.equals(PackSignature.FILE)) {
          signature = read(file);
        } else if (name.endsWith(DRL) || SheetReader.reads(name) && !name.startsWith("~$")) {
          byte[] content = read(file);
          bytes += content.length;
          contents.put(name, content);
        }
        if (contents.size() > MAX_FILES || bytes > MAX_BYTES) {
          throw new IOException(
              "%s holds more than %d files or %d MiB; keep only rules and tables there"
                  .formatted(folder, MAX_FILES, MAX_BYTES >> 20));
        }
      }
    }
    return new PackFiles(folder.getFileName().toString(), contents, signature);
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException("%s has more than %d MiB".formatted(file, MAX_FILE_BYTES >> 20));
    }
    return Files.readAllBytes(file);
  }

  /** Whether the pack has rules of its own. */
  boolean hasRules() {
    return contents.keySet().stream().anyMatch(file -> file.endsWith(DRL));
  }

  /**
   * Checks and compiles the pack.
   *
   * @param trusted rules must be signed by one of these; {@link TrustedKeys#none()} asks for
   *     nothing
   * @throws RulePackException if it cannot be used
   */
  RulePack compile(TrustedKeys trusted) {
    List<TableError> errors = new ArrayList<>();
    String signer = signer(trusted, errors);
    Tables tables = new TableParser(errors).parse(sheets(errors));
    ReferenceCheck references = new ReferenceCheck(tables, errors);
    references.everyLimitHasTerms();
    if (contents.isEmpty()) {
      errors.add(new TableError(name, "", "", "has neither rules (.drl) nor tables"));
    }
    if (!errors.isEmpty()) {
      throw new RulePackException(errors);
    }
    DrlCompiler.Compiled compiled = DrlCompiler.compile(drl(), tables.rules(), errors);
    if (errors.isEmpty()) {
      references.everyRowHasARule(compiled.rules());
      references.everyFailureModeIsFound(drl().values());
    }
    if (!errors.isEmpty()) {
      throw new RulePackException(errors);
    }
    return new RulePack(name, hash(), signer, tables, compiled.rules(), compiled.kieBase());
  }

  private String signer(TrustedKeys trusted, List<TableError> errors) {
    try {
      return PackSignature.check(this, trusted).map(VerificationKey::id).orElse("");
    } catch (PackSignatureException e) {
      errors.add(new TableError(PackSignature.FILE, "", "", e.getMessage()));
      return "";
    }
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
    if (!hasRules() && sheets.stream().noneMatch(sheet -> sheet.name().equals("rules"))) {
      sheets.addAll(standardRules());
    }
    return sheets;
  }

  private static List<Sheet> standardRules() {
    try {
      return SheetReader.read(RULES, resource("standard/" + RULES));
    } catch (IOException e) {
      throw new UncheckedIOException("standard rule pack: " + RULES, e);
    }
  }

  private SortedMap<String, String> drl() {
    SortedMap<String, String> sources = new TreeMap<>();
    (hasRules() ? contents : standardFiles(DRL))
        .forEach(
            (file, bytes) -> {
              if (file.endsWith(DRL)) {
                sources.put(file, new String(bytes, StandardCharsets.UTF_8));
              }
            });
    // a file of the same name in the pack would replace what every pack has
    sources.put("twinsuite-" + LIMITS, new String(resource(LIMITS), StandardCharsets.UTF_8));
    return sources;
  }

  /** Full SHA-256 over names and contents of all rules and tables that decide. */
  String hash() {
    SortedMap<String, byte[]> all = new TreeMap<>();
    if (!hasRules()) {
      all.putAll(standardFiles(DRL));
      all.put(RULES, resource("standard/" + RULES));
    }
    all.putAll(contents);
    MessageDigest digest = sha256();
    all.forEach(
        (file, bytes) -> {
          digest.update((file + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What changes whenever any file changes, the signature included. */
  String fingerprint() {
    return hash() + (signature == null ? "" : HexFormat.of().formatHex(sha256().digest(signature)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
