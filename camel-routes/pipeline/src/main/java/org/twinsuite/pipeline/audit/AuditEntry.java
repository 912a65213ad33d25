package org.twinsuite.pipeline.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A line of the audit log. Its hash covers all of it and the hash of the line before, so that no
 * line can be changed, removed or moved without all later hashes changing.
 *
 * @param sequence from 1, without gaps
 * @param instance name of the process that wrote it
 * @param kind as stored, see {@link AuditEvent.Kind#word()}
 * @param address may be {@code null}
 * @param details JSON object as it was written
 * @param previousHash of the line before; {@link #GENESIS} for the first
 * @param hash SHA-256 in hex
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String instance,
    String kind,
    String actor,
    String address,
    String subject,
    String details,
    String previousHash,
    String hash) {

  /** Stands before the first line. */
  public static final String GENESIS = "0".repeat(64);

  private static final String FORMAT = "twinsuite-audit-1";

  /** This line with the hash it must have. */
  AuditEntry hashed() {
    return new AuditEntry(
        sequence,
        at,
        instance,
        kind,
        actor,
        address,
        subject,
        details,
        previousHash,
        expectedHash());
  }

  /** The hash that belongs to the content; each text is preceded by its length. */
  String expectedHash() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, FORMAT);
      text(out, previousHash);
      out.writeLong(sequence);
      out.writeLong(at.toEpochMilli());
      for (String field : new String[] {instance, kind, actor, address, subject, details}) {
        text(out, field);
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
