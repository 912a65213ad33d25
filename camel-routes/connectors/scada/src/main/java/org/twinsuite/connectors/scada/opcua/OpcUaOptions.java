package org.twinsuite.connectors.scada.opcua;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.twinsuite.connectors.config.Option;

/** What an OPC UA source may say besides url and publishing. */
final class OpcUaOptions {

  static final Option<MessageSecurityMode> SECURITY =
      new Option<>(
          "security",
          "none, sign or signAndEncrypt; tags that may be written need sign or signAndEncrypt",
          "none",
          false,
          OpcUaOptions::securityMode);
  static final Option<Boolean> UNSIGNED_WRITES =
      new Option<>(
          "unsignedWrites",
          "true lets tags be written with security none: anybody in the network may then write to"
              + " the plant in our name",
          "false",
          false,
          OpcUaOptions::bool);
  static final Option<SecurityPolicy> POLICY =
      new Option<>(
          "policy",
          "Security policy: Basic256Sha256, Aes128_Sha256_RsaOaep or Aes256_Sha256_RsaPss",
          "Basic256Sha256",
          false,
          OpcUaOptions::securityPolicy);
  static final Option<String> USER =
      Option.text("user", "User; without one the connection is anonymous", "");
  static final Option<String> PASSWORD =
      new Option<>("password", "Its password, as ${VARIABLE}", "", true, Function.identity());
  static final Option<String> PKI =
      Option.text(
          "pki",
          "Folder of the own certificate (own.p12, created if missing) and of trusted/certs,"
              + " issuers/certs and rejected",
          "pki");
  static final Option<String> PKI_PASSWORD =
      new Option<>(
          "pkiPassword",
          "Password of own.p12, as ${VARIABLE}; needed with security",
          "",
          true,
          Function.identity());
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "Longest wait for an answer", Duration.ofSeconds(10));

  static final List<Option<?>> ALL =
      List.of(SECURITY, UNSIGNED_WRITES, POLICY, USER, PASSWORD, PKI, PKI_PASSWORD, TIMEOUT);

  private OpcUaOptions() {}

  private static MessageSecurityMode securityMode(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "none" -> MessageSecurityMode.None;
      case "sign" -> MessageSecurityMode.Sign;
      case "signandencrypt" -> MessageSecurityMode.SignAndEncrypt;
      default -> throw new IllegalArgumentException("give none, sign or signAndEncrypt");
    };
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("give true or false");
    };
  }

  private static SecurityPolicy securityPolicy(String text) {
    return Arrays.stream(SecurityPolicy.values())
        .filter(one -> one != SecurityPolicy.None && one.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not a security policy"));
  }
}
