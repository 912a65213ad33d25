package org.twinsuite.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"http://eam.example.com/maximo", "HTTP://10.1.2.3:8080", "http://[::2]"})
  void anAddressWithoutTlsIsWarnedOf(String url) {
    assertThat(ClearText.warning(url, "cmms.plant1.url"))
        .get()
        .asString()
        .contains("cmms.plant1.url")
        .contains("https://")
        .doesNotContain("example");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {"https://eam.example.com", "http://localhost:8080", "http://127.0.0.1", "{x"})
  void othersAreNot(String url) {
    assertThat(ClearText.warning(url, "cmms.plant1.url")).isEmpty();
  }
}
