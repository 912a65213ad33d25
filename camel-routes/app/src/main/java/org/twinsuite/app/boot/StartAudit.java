package org.twinsuite.app.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.audit.AuditEvent;
import org.twinsuite.pipeline.audit.AuditLog;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.pipeline.config.StoreOptions;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.rules.pack.RulePack;

/**
 * What decides from the start on, in the audit log: the configuration, the rule pack, the models.
 */
final class StartAudit {
  private static final Logger LOG = LoggerFactory.getLogger(StartAudit.class);

  private StartAudit() {}

  static void write(AuditLog audit, AppConfig config, LivePack packs) throws IOException {
    audit.append(
        AuditEvent.of(
            AuditEvent.Kind.STARTED,
            AuditEvent.SYSTEM,
            config.get(StoreOptions.INSTANCE),
            config.shown()));
    packs.onLive(
        pack -> {
          try {
            rulePack(audit, pack);
          } catch (RuntimeException unavailable) {
            LOG.error("rule pack {} is not in the audit log", pack.hash(), unavailable);
          }
        });
    models(audit, config.get(ForecastOptions.MODELS));
  }

  private static void rulePack(AuditLog audit, RulePack pack) {
    if (audit.newestSubject(AuditEvent.Kind.RULE_PACK).filter(pack.hash()::equals).isEmpty()) {
      audit.append(
          AuditEvent.of(
              AuditEvent.Kind.RULE_PACK,
              AuditEvent.SYSTEM,
              pack.hash(),
              Map.of("pack", pack.toString(), "signedBy", pack.signer())));
    }
  }

  /** The files of models by their SHA-256, when they are others than at the last start. */
  private static void models(AuditLog audit, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(folder.relativize(file).toString(), sha256(file));
      }
    }
    String all = sha256(hashes.toString());
    if (audit.newestSubject(AuditEvent.Kind.MODEL).filter(all::equals).isEmpty()) {
      audit.append(AuditEvent.of(AuditEvent.Kind.MODEL, AuditEvent.SYSTEM, all, hashes));
    }
  }

  private static String sha256(String text) {
    return HexFormat.of()
        .formatHex(digest().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
