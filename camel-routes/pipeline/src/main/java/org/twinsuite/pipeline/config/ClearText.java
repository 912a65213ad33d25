package org.twinsuite.pipeline.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Connections that leave this machine without encryption, as far as the options tell. */
public final class ClearText {
  private ClearText() {}

  /**
   * Names and passwords are not sent in clear text to another machine.
   *
   * @throws ConfigException naming the option, unless {@code twinsuite.clear-text.logins} allows it
   */
  static void refuseLogins(AppConfig config) {
    if (config.get(HttpOptions.CLEAR_TEXT_LOGINS)) {
      return;
    }
    String fix =
        ": a password would be sent over http:// to another machine. Use https://, or set "
            + HttpOptions.CLEAR_TEXT_LOGINS.name()
            + "=allow";
    boolean ditto =
        config.get(DittoOptions.DITTO_AUTH).startsWith("basic:")
            || config.get(OnboardingOptions.ONBOARDING_DITTO_AUTH).startsWith("basic:")
            || config.get(OnboardingOptions.ONBOARDING_CONNECTIONS_AUTH).startsWith("basic:");
    if (ditto && isOpen(config.get(DittoOptions.DITTO_URL).toString(), "http")) {
      throw new ConfigException(DittoOptions.DITTO_URL.name() + fix);
    }
    if (config.get(OnboardingOptions.ONBOARDING_HONO_AUTH).startsWith("basic:")
        && isOpen(config.get(OnboardingOptions.ONBOARDING_HONO_URL), "http")) {
      throw new ConfigException(OnboardingOptions.ONBOARDING_HONO_URL.name() + fix);
    }
    config
        .get(ActionOptions.CMMS_SYSTEMS)
        .forEach(name -> refuse("twinsuite.cmms." + name + ".url", config.cmms(name), fix));
    config
        .get(ActionOptions.ERP_SYSTEMS)
        .forEach(name -> refuse("twinsuite.erp." + name + ".url", config.erp(name), fix));
  }

  private static void refuse(String option, Map<String, String> system, String fix) {
    boolean login = !system.getOrDefault("password", "").isEmpty();
    if (login && isOpen(system.getOrDefault("url", ""), "http")) {
      throw new ConfigException(option + fix);
    }
  }

  /** What else is sent in clear text to another machine, one sentence each. */
  public static List<String> warnings(AppConfig config) {
    List<String> warnings = new ArrayList<>();
    url(warnings, DittoOptions.DITTO_URL.name(), config.get(DittoOptions.DITTO_URL).toString());
    url(
        warnings,
        OnboardingOptions.ONBOARDING_HONO_URL.name(),
        config.get(OnboardingOptions.ONBOARDING_HONO_URL));
    kafka(
        warnings,
        IngestOptions.KAFKA.name(),
        config.get(IngestOptions.KAFKA),
        isEncrypted(config.hono()),
        "camel.component.hono.securityProtocol");
    if (config.get(DittoOptions.CHANGES_KAFKA_PROPERTIES).isEmpty()) {
      kafka(
          warnings,
          DittoOptions.CHANGES_KAFKA.name(),
          config.get(DittoOptions.CHANGES_KAFKA),
          false,
          DittoOptions.CHANGES_KAFKA_PROPERTIES.name());
    }
    config
        .get(ForecastOptions.FORECAST_SERVERS)
        .forEach(server -> url(warnings, ForecastOptions.FORECAST_SERVERS.name(), server));
    config.channels().forEach((name, uri) -> url(warnings, "twinsuite.notify." + name, uri));
    config
        .get(ActionOptions.CMMS_SYSTEMS)
        .forEach(
            name ->
                url(
                    warnings,
                    "twinsuite.cmms." + name + ".url",
                    config.cmms(name).getOrDefault("url", "")));
    config
        .get(ActionOptions.ERP_SYSTEMS)
        .forEach(
            name ->
                url(
                    warnings,
                    "twinsuite.erp." + name + ".url",
                    config.erp(name).getOrDefault("url", "")));
    database(warnings, config.get(StoreOptions.DB_URL));
    url(warnings, HttpOptions.HTTP_PUBLIC_URL.name(), config.get(HttpOptions.HTTP_PUBLIC_URL));
    return warnings;
  }

  private static boolean isEncrypted(Map<String, String> hono) {
    return hono.entrySet().stream()
        .anyMatch(
            option ->
                option
                        .getKey()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]", "")
                        .endsWith("securityprotocol")
                    && option.getValue().toUpperCase(Locale.ROOT).contains("SSL"));
  }

  private static void url(List<String> warnings, String option, String url) {
    for (String scheme : new String[] {"http", "grpc+tcp", "grpc", "smtp", "mqtt", "tcp", "ws"}) {
      if (isOpen(url, scheme)) {
        warnings.add(option + " is not encrypted (" + scheme + ":) and leaves this machine");
        return;
      }
    }
  }

  private static void kafka(
      List<String> warnings, String option, String servers, boolean encrypted, String fix) {
    boolean leaves =
        List.of(servers.split(",")).stream()
            .map(server -> server.trim().replaceFirst(":\\d+$", ""))
            .anyMatch(host -> !host.isEmpty() && !isLoopback(host));
    if (leaves && !encrypted) {
      warnings.add(option + " is not encrypted and leaves this machine; see " + fix);
    }
  }

  private static void database(List<String> warnings, String url) {
    if (url.startsWith("jdbc:postgresql://")
        && !url.contains("sslmode=require")
        && !url.contains("sslmode=verify")
        && !url.contains("ssl=true")
        && isOpen(url.substring("jdbc:".length()), "postgresql")) {
      warnings.add(
          StoreOptions.DB_URL.name()
              + " is not encrypted and leaves this machine; add sslmode=verify-full");
    }
  }

  /** Whether a URL has this scheme and leads to another machine. */
  private static boolean isOpen(String url, String scheme) {
    if (!url.toLowerCase(Locale.ROOT).startsWith(scheme + ":")) {
      return false;
    }
    try {
      String host = URI.create(url.replaceFirst("\\?.*", "")).getHost();
      return host == null || !isLoopback(host);
    } catch (IllegalArgumentException unreadable) {
      return true;
    }
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
