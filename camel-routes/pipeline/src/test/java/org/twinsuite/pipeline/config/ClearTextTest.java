package org.twinsuite.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearTextTest {
  @ParameterizedTest
  @CsvSource({
    "twinsuite.ditto.url, http://ditto.plant:8080, twinsuite.ditto.auth, basic:app:s3cret",
    "twinsuite.ditto.url, http://127.0.0.1.nip.io, twinsuite.onboarding.connections-auth, basic:a:b",
    "twinsuite.ditto.url, http://localhost.evil.example, twinsuite.ditto.auth, basic:app:s3cret",
    "twinsuite.onboarding.hono-url, http://hono:28080, twinsuite.onboarding.hono-auth, basic:a:b",
    "twinsuite.cmms.sap.url, http://sap.plant, twinsuite.cmms.sap.password, s3cret"
  })
  void aPasswordInClearTextToAnotherMachineIsRefused(
      String urlOption, String url, String authOption, String auth) {
    // GIVEN
    Map<String, String> options = new TreeMap<>(Map.of(urlOption, url, authOption, auth));
    options.put("twinsuite.cmms.systems", "sap");
    // THEN
    assertThatThrownBy(() -> AppConfig.of(options))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(urlOption)
        .hasMessageContaining("twinsuite.clear-text.logins")
        .message()
        .doesNotContain(auth);
    // AND taken over TLS, to this machine, or when that is allowed
    options.put(urlOption, url.replaceFirst("http:", "https:"));
    assertThatCode(() -> AppConfig.of(options)).doesNotThrowAnyException();
    options.put(urlOption, "http://[::1]:8080");
    assertThatCode(() -> AppConfig.of(options)).doesNotThrowAnyException();
    options.put(urlOption, url);
    options.put("twinsuite.clear-text.logins", "allow");
    assertThatCode(() -> AppConfig.of(options)).doesNotThrowAnyException();
  }

  @Test
  void whatLeavesThisMachineUnencryptedIsNamed() {
    Map<String, String> options = new TreeMap<>();
    options.put("twinsuite.ditto.url", "http://ditto.plant:8080");
    options.put("twinsuite.hono.bootstrap-servers", "kafka-1:9092,kafka-2:9092");
    options.put("twinsuite.forecast.servers", "grpc+tcp://predictors:8815");
    options.put("twinsuite.notify.mail", "smtp://mail.plant:25?to=a@b");
    options.put("twinsuite.db.url", "jdbc:postgresql://db.plant/twinsuite");
    assertThat(ClearText.warnings(AppConfig.of(options)))
        .hasSize(5)
        .anyMatch(warning -> warning.contains("camel.component.hono.securityProtocol"))
        .noneMatch(warning -> warning.contains("to=a@b"));
    // WHEN all are encrypted, or stay on this machine
    options.put("twinsuite.ditto.url", "https://ditto.plant");
    options.put("camel.component.hono.security-protocol", "SASL_SSL");
    options.put("twinsuite.forecast.servers", "grpc+tls://predictors:8815");
    options.put("twinsuite.notify.mail", "smtps://mail.plant:465?to=a@b");
    options.put("twinsuite.db.url", "jdbc:postgresql://db.plant/twinsuite?sslmode=verify-full");
    assertThat(ClearText.warnings(AppConfig.of(options))).isEmpty();
    assertThat(ClearText.warnings(AppConfig.of(Map.of()))).isEmpty();
  }
}
